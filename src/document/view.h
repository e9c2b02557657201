// A View is a struct that is only written: as JSON, and as a Shape for its schema. It describes
// itself once:
//
//   struct Bucket {
//     static constexpr std::string_view name = "Bucket";
//     static void members(auto& member) {
//       member("tokens", &Bucket::tokens, "what is left");
//     }
//     double tokens = 0;
//   };
//
// Members are truths, numbers, texts, words of enumerations, other views, Nodes, and optional
// values, lists and maps of these. A member without a value is written as null.
#pragma once

#include <concepts>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/json_writer.h"
#include "base/words.h"
#include "document/node.h"
#include "document/shape.h"

namespace krm::document {

template <typename See>
struct EachMember {
  template <typename B, typename T>
  void operator()(std::string_view key, T B::*member, std::string_view help) {
    see(key, member, help);
  }
  See see;
};

template <typename V>
concept AView =
    requires { V::name; } && requires(EachMember<void (*)(...)> member) { V::members(member); };

// Writes a node as it is.
void put(base::JsonWriter& json, const Node& node);

template <typename T>
void put(base::JsonWriter& json, const T& value) {
  if constexpr (AView<T>) {
    json.begin_object();
    const auto write = [&](std::string_view key, auto member, std::string_view) {
      put(json.key(key), value.*member);
    };
    EachMember<const decltype(write)&> members{write};
    T::members(members);
    json.end();
  } else if constexpr (base::Named<T>) {
    json.put(base::word_of(value));
  } else if constexpr (std::same_as<T, bool> || std::same_as<T, double>) {
    json.put(value);
  } else if constexpr (std::integral<T>) {
    json.put(static_cast<std::int64_t>(value));
  } else if constexpr (std::convertible_to<T, std::string_view>) {
    json.put(std::string_view(value));
  } else if constexpr (requires { value.has_value(); }) {
    value ? put(json, *value) : void(json.put(nullptr));
  } else if constexpr (requires { value.begin()->second; }) {
    json.begin_object();
    for (const auto& [key, one] : value) put(json.key(key), one);
    json.end();
  } else {
    json.begin_list();
    for (const auto& one : value) put(json, one);
    json.end();
  }
}

// Returns the view as one line of JSON, with its line end.
template <AView V>
std::string to_json_line(const V& view) {
  base::JsonWriter json;
  put(json, view);
  return json.text() + '\n';
}

template <typename T>
Shape shape_of() {
  if constexpr (AView<T>) {
    Shape shape{.kind = Shape::Kind::mapping, .what = std::string(T::name)};
    const auto add = [&]<typename B, typename M>(std::string_view key, M B::*,
                                                 std::string_view help) {
      shape.members.push_back(member_of(key, help, true, shape_of<M>()));
    };
    EachMember<const decltype(add)&> members{add};
    T::members(members);
    return shape;
  } else if constexpr (base::Named<T>) {
    Shape shape{.kind = Shape::Kind::text};
    for (const auto& [word, value] : words_of(T{})) shape.words.emplace_back(word);
    return shape;
  } else if constexpr (std::same_as<T, bool>) {
    return {.kind = Shape::Kind::boolean};
  } else if constexpr (std::same_as<T, double>) {
    return {.kind = Shape::Kind::number};
  } else if constexpr (std::integral<T>) {
    return {.kind = Shape::Kind::integer};
  } else if constexpr (std::convertible_to<T, std::string_view>) {
    return {.kind = Shape::Kind::text};
  } else if constexpr (std::same_as<T, Node>) {
    return {.kind = Shape::Kind::anything};
  } else if constexpr (requires(const T& value) { value.has_value(); }) {
    return {.kind = Shape::Kind::any_of,
            .inner = {shape_of<typename T::value_type>(), {.kind = Shape::Kind::null}}};
  } else if constexpr (requires { typename T::mapped_type; }) {
    return {
        .kind = Shape::Kind::mapping, .least = 0, .inner = {shape_of<typename T::mapped_type>()}};
  } else {
    return {.kind = Shape::Kind::list, .least = 0, .inner = {shape_of<typename T::value_type>()}};
  }
}

}  // namespace krm::document
