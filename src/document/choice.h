// These codecs read and write variants. Each alternative is a struct that describes itself:
//
//   OneOf   {stall: {for: 2s}}, or `stall` alone where it needs no field
//   Tagged  {source: fixed, hex: "00ff"}, or the name alone, as `zeros`, where it needs no field
//
// The first template argument of each is a struct. Its `family` is what one alternative is called.
// It may have `guesses`, as a struct of fields may.
// For Tagged, its `tag` is the key that names the alternative.
#pragma once

#include <fmt/ranges.h>

#include <algorithm>
#include <variant>

#include "document/fields.h"

namespace krm::document {

template <typename Family, typename... Ts>
struct OneOf {
  std::variant<Ts...> value;
  static constexpr auto held = &OneOf::value;

  // Adds a mistake for each item that cannot stand in `list`. A family need not have this.
  static void check_list(const Node& list, Reading& reading)
    requires requires { Family::template check_list<Ts...>(list, reading); }
  {
    Family::template check_list<Ts...>(list, reading);
  }
  bool operator==(const OneOf&) const = default;
};

template <typename Family, typename... Ts>
struct Tagged {
  std::variant<Ts...> value;
  static constexpr auto held = &Tagged::value;
  bool operator==(const Tagged&) const = default;
};

// Calls `then` with a null T* for the alternative T of that name. Returns whether there is one.
template <typename... Ts, typename Then>
bool with_named(std::string_view name, Then then) {
  return ((Ts::name == name ? (then(static_cast<Ts*>(nullptr)), true) : false) || ...);
}

template <typename... Ts>
std::vector<std::string_view> names_of() {
  return {Ts::name...};
}

template <typename Family, typename... Ts>
struct Codec<OneOf<Family, Ts...>> {
  using Form = AnyForm;
  using Value = OneOf<Family, Ts...>;

  static std::optional<Value> read(const Node& node, const Form&, Reading& reading) {
    const bool alone = node.kind == Node::Kind::text;
    if (!alone && (node.kind != Node::Kind::mapping || node.members.size() != 1)) {
      expected(node, fmt::format("one {}, as a mapping of its name", Family::family), reading,
               node.members.size() > 1 ? "give each an item of its own" : "");
      return std::nullopt;
    }
    // A name alone, or with null, is read as an empty mapping, unless its alternative is bare.
    const Node nothing{.kind = Node::Kind::mapping, .mark = node.mark};
    const std::string& name = alone ? node.text : node.members.front().key;
    const Node null{.mark = node.mark};
    const Node& given = alone ? null : node.members.front().value.front();
    const Node& value = given.kind == Node::Kind::null ? nothing : given;
    std::optional<Value> read;
    const bool known = with_named<Ts...>(name, [&]<typename T>(T*) {
      if (auto alternative = Codec<T>::read(is_bare<T>() ? given : value, {}, reading)) {
        read = Value{std::move(*alternative)};
      }
    });
    if (!known) {
      refuse_unknown_name(alone ? node.mark : node.members.front().mark, Family::family, name,
                          names_of<Ts...>(), reading, guesses_of<Family>());
    }
    return read;
  }

  static Node write(const Value& value) {
    Node node{.kind = Node::Kind::mapping};
    std::visit(
        [&]<typename T>(const T& alternative) {
          node.add(std::string(T::name), Codec<T>::write(alternative));
        },
        value.value);
    return node;
  }

  static Shape shape(const Form&) {
    Shape by_key{.kind = Shape::Kind::mapping, .what = "a mapping of one key", .one_key = true};
    Shape alone{.kind = Shape::Kind::text, .what = "a name"};
    (add<Ts>(by_key, alone), ...);
    std::string what = with_article(Family::family);
    if (alone.words.empty()) {
      by_key.what = what;
      return by_key;
    }
    return {.kind = Shape::Kind::any_of, .what = std::move(what), .inner = {alone, by_key}};
  }

 private:
  template <typename T>
  static void add(Shape& by_key, Shape& alone) {
    Shape shape = Codec<T>::shape({});
    if constexpr (!is_bare<T>()) {
      Mistakes ignored;
      const Node empty{.kind = Node::Kind::mapping};
      Reading reading{ignored, empty};
      if (Codec<T>::read(empty, {}, reading)) {
        alone.words.emplace_back(T::name);
        const Shape nothing{.kind = Shape::Kind::null, .what = "nothing"};
        std::string what =
            shape.members.empty() && shape.inner.empty() ? "nothing" : shape.what + ", or nothing";
        shape = {.kind = Shape::Kind::any_of, .what = std::move(what), .inner = {shape, nothing}};
      }
    }
    by_key.members.push_back(member_of(T::name, T::help, false, std::move(shape)));
  }
};

template <typename Family, typename... Ts>
struct Codec<Tagged<Family, Ts...>> {
  using Form = AnyForm;
  using Value = Tagged<Family, Ts...>;

  static std::optional<Value> read(const Node& node, const Form&, Reading& reading) {
    Node value{.kind = Node::Kind::mapping, .mark = node.mark};
    const Node* name = &node;
    if (node.kind == Node::Kind::mapping) {
      name = node.find(Family::tag);
      if (name == nullptr) {
        reading.refuse(node.mark, fmt::format("\"{}\" needs \"{}\"; there is {}", Family::family,
                                              Family::tag, fmt::join(names_of<Ts...>(), ", ")));
        return std::nullopt;
      }
      for (const Member& member : node.members) {
        if (member.key != Family::tag) value.members.push_back(member);
      }
    }
    const auto index = read_word(*name, Family::family, names_of<Ts...>(), reading);
    if (!index) return std::nullopt;
    std::optional<Value> read;
    with_named<Ts...>(name->text, [&]<typename T>(T*) {
      if (auto alternative = Codec<T>::read(value, {}, reading)) {
        read = Value{std::move(*alternative)};
      }
    });
    return read;
  }

  static Node write(const Value& value) {
    Node node{.kind = Node::Kind::mapping};
    std::visit(
        [&]<typename T>(const T& alternative) {
          node.add(std::string(Family::tag), Node::scalar(Node::Kind::text, std::string(T::name)));
          Node fields = Codec<T>::write(alternative);
          for (Member& member : fields.members) node.members.push_back(std::move(member));
        },
        value.value);
    return node;
  }

  static Shape shape(const Form&) {
    Shape all{.kind = Shape::Kind::any_of, .what = with_article(Family::family)};
    Shape alone{.kind = Shape::Kind::text, .what = "a name"};
    (add<Ts>(all, alone), ...);
    all.inner.insert(all.inner.begin(), std::move(alone));
    return all;
  }

 private:
  template <typename T>
  static void add(Shape& all, Shape& alone) {
    Shape shape = Codec<T>::shape({});
    if (std::ranges::none_of(shape.members, &Shape::required)) {
      alone.words.emplace_back(T::name);
    }
    shape.members.insert(shape.members.begin(), member_of(Family::tag, T::help, true,
                                                          {.kind = Shape::Kind::text,
                                                           .what = std::string(T::name),
                                                           .words = {std::string(T::name)}}));
    all.inner.push_back(std::move(shape));
  }
};

}  // namespace krm::document
