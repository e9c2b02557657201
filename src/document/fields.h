/* This codec reads and writes structs that describe themselves. Such a struct has

     static constexpr std::string_view name = "stall";
     static constexpr std::string_view help = "holds the reply back";
     static void fields(auto& field) {
       field("after", &Stall::after, "bytes of the body before it", Integers{0, 8192});
       field.required("for", &Stall::time, "how long");
     }

   A member may belong to a base class. It keeps its default if the file does not give the field.
   The struct is equality comparable, and may also have

     // Names the field that the value is for if it is no mapping.
     static constexpr std::string_view shorthand = "after";
     // Says that the value is always for that field, even if it is a mapping.
     static constexpr bool bare = true;
     // Says what is written in the place of names that people guess.
     static constexpr std::array guesses{Guess{"pause", "for"}};
     // Adds the mistakes that no field can find alone. Called if all fields are right.
     void check(const Node& node, Reading& reading) const;
     // Keeps where its keys stand. Called if nothing is wrong.
     void keep_places(const Node& node);
     // Fills in what follows from the fields. Called last, if nothing is wrong.
     void complete();
     // Adds a mistake for each item that cannot stand in `list`. Called even if some are wrong.
     static void check_list(const Node& list, Reading& reading);
*/
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "document/codec.h"

namespace krm::document {

// A Field is what a struct says of one field. Its member has type T, in the struct or its base B.
template <typename B, typename T>
struct Field {
  using Codec = document::Codec<T>;

  std::string_view key;
  T B::*member;
  std::string_view help;
  const typename Codec::Form& form;
  bool required;
};

// An EachField is the argument of `fields`. It hands each field to `see`.
template <typename See>
struct EachField {
  template <typename B, typename T>
  void operator()(std::string_view key, T B::*member, std::string_view help,
                  const typename Codec<T>::Form& form = {}) {
    see(Field<B, T>{key, member, help, form, false});
  }
  template <typename B, typename T>
  void required(std::string_view key, T B::*member, std::string_view help,
                const typename Codec<T>::Form& form = {}) {
    see(Field<B, T>{key, member, help, form, true});
  }

  See see;
};

// Calls `see` with each field of S, in order.
template <typename S, typename See>
void each_field(const See& see) {
  EachField<const See&> fields{see};
  S::fields(fields);
}

template <typename S>
concept Described = std::equality_comparable<S> && requires(EachField<void (*)(...)> fields) {
  { S::name } -> std::convertible_to<std::string_view>;
  { S::help } -> std::convertible_to<std::string_view>;
  S::fields(fields);
};

template <typename S>
constexpr bool is_bare() {
  if constexpr (requires { S::bare; }) return S::bare;
  return false;
}

template <typename S>
constexpr Guesses guesses_of() {
  if constexpr (requires { S::guesses; }) return S::guesses;
  return {};
}

template <typename S>
constexpr std::string_view shorthand_of() {
  if constexpr (requires { S::shorthand; }) return S::shorthand;
  return {};
}

// The members are defined outside the class. So an `extern template` keeps other files from
// compiling them again.
template <typename S>
struct FieldsCodec {
  using Form = AnyForm;

  static std::optional<S> read(const Node& node, const Form&, Reading& reading);
  static Node write(const S& value);
  static Shape shape(const Form&);
};

template <Described S>
struct Codec<S> : FieldsCodec<S> {};

template <typename S>
std::optional<S> FieldsCodec<S>::read(const Node& node, const Form&, Reading& reading) {
  constexpr std::string_view only = shorthand_of<S>();
  const bool in_short = !only.empty() && (is_bare<S>() || node.kind != Node::Kind::mapping);
  if (!in_short && node.kind != Node::Kind::mapping) {
    expected(node, fmt::format("a mapping for \"{}\"", S::name), reading);
    return std::nullopt;
  }
  bool complete = true;
  if (!in_short) {
    std::vector<std::string_view> keys;
    each_field<S>([&](const auto& field) { keys.push_back(field.key); });
    complete = refuse_unknown_keys(node, S::name, keys, reading, guesses_of<S>());
  }
  S value{};
  each_field<S>([&]<typename F>(const F& field) {
    const Node* given = in_short ? (field.key == only ? &node : nullptr) : node.find(field.key);
    if (given != nullptr) {
      auto read = F::Codec::read(*given, field.form, reading);
      complete = complete && read.has_value();
      if (read) value.*field.member = std::move(*read);
    } else if (field.required) {
      reading.refuse(node.mark, fmt::format("\"{}\" needs \"{}\"", S::name, field.key));
      complete = false;
    }
  });
  if (!complete) return std::nullopt;
  if constexpr (requires { &S::check; }) {
    const std::size_t before = reading.mistakes.count();
    value.check(node, reading);
    if (reading.mistakes.count() != before) return std::nullopt;
  }
  if constexpr (requires { &S::keep_places; }) value.keep_places(node);
  if constexpr (requires { &S::complete; }) value.complete();
  return value;
}

template <typename S>
Node FieldsCodec<S>::write(const S& value) {
  const S standard{};
  Node node{.kind = Node::Kind::mapping};
  each_field<S>([&]<typename F>(const F& field) {
    if (!field.required && value.*field.member == standard.*field.member) return;
    node.add(std::string(field.key), F::Codec::write(value.*field.member));
  });
  if (is_bare<S>() && !node.members.empty()) return node.members.front().value.front();
  return node;
}

template <typename S>
Shape FieldsCodec<S>::shape(const Form&) {
  const S standard{};
  Shape shape{.kind = Shape::Kind::mapping, .what = fmt::format("a mapping ({})", S::name)};
  each_field<S>([&]<typename B, typename T>(const Field<B, T>& field) {
    Shape& member = shape.members.emplace_back(
        member_of(field.key, field.help, field.required, Codec<T>::shape(field.form)));
    if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T> || std::same_as<T, Milliseconds>) {
      if (!field.required) member.standard = Codec<T>::write(standard.*field.member).text;
    }
  });
  if (shorthand_of<S>().empty()) return shape;
  Shape in_short = *std::ranges::find(shape.members, shorthand_of<S>(), &Shape::key);
  if (is_bare<S>()) return in_short;
  std::string what = in_short.what + ", or a mapping (" + std::string(S::name) + ")";
  return {.kind = Shape::Kind::any_of, .what = std::move(what), .inner = {in_short, shape}};
}

// Returns the struct as people write it, where one value says it all.
template <Described S>
Node in_short(const S& value) {
  Node node = Codec<S>::write(value);
  if (node.members.size() != 1 || node.members.front().key != shorthand_of<S>()) return node;
  return Node(node.members.front().value.front());
}

}  // namespace krm::document
