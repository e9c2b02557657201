// The codec of structs that describe themselves. Such a struct has
//
//   static constexpr std::string_view name = "stall";
//   static constexpr std::string_view help = "...";
//   static void fields(auto& field) {
//     field("after", &Stall::after, "bytes of the body before it", Integers{0, 4096});
//   }
//
// and, where it applies,
//
//   static constexpr std::string_view shorthand = "after";  // a value that is no mapping is this
//   key static constexpr bool bare = true;                      // ... and the mapping itself is
//   not taken void check(const Node&, Mistakes&) const;               // what no single field can
//   tell
//
// and is equality comparable. A field is required when it is declared by field.required(...); an
// absent one keeps the value of a struct that nobody has touched.
#pragma once

#include <fmt/format.h>

#include "document/codec.h"

namespace krm::document {

struct AnyFields {
  template <typename S, typename T>
  void operator()(std::string_view, T S::*, std::string_view, typename Codec<T>::Form = {}) {}
  template <typename S, typename T>
  void required(std::string_view, T S::*, std::string_view, typename Codec<T>::Form = {}) {}
};

template <typename S>
concept Described = std::equality_comparable<S> && requires(AnyFields fields) {
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
constexpr std::string_view shorthand_of() {
  if constexpr (requires { S::shorthand; }) return S::shorthand;
  return {};
}

// Adds a mistake for each member that `keys` does not name.
void refuse_unknown_keys(const Node& node, std::string_view name,
                         const std::vector<std::string_view>& keys, Mistakes& mistakes);

template <typename S>
class KeysOfFields {
 public:
  template <typename T>
  void operator()(std::string_view key, T S::*, std::string_view, typename Codec<T>::Form = {}) {
    keys.push_back(key);
  }
  template <typename T>
  void required(std::string_view key, T S::*, std::string_view, typename Codec<T>::Form = {}) {
    keys.push_back(key);
  }
  std::vector<std::string_view> keys;
};

// Reads a mapping; with `only` set the node is the value of that one field.
template <typename S>
class ReadFields {
 public:
  ReadFields(const Node& node, std::string_view only, Mistakes& mistakes)
      : node_(node), only_(only), mistakes_(mistakes) {}

  template <typename T>
  void operator()(std::string_view key, T S::*member, std::string_view,
                  const typename Codec<T>::Form& form = {}) {
    if (const Node* node = value_of(key)) take(*node, member, form);
  }
  template <typename T>
  void required(std::string_view key, T S::*member, std::string_view,
                const typename Codec<T>::Form& form = {}) {
    if (const Node* node = value_of(key)) {
      take(*node, member, form);
    } else {
      mistakes_.add(node_.mark, fmt::format("\"{}\" needs \"{}\"", S::name, key));
    }
  }

  S value{};

 private:
  const Node* value_of(std::string_view key) const {
    if (only_.empty()) return node_.find(key);
    return key == only_ ? &node_ : nullptr;
  }
  template <typename T>
  void take(const Node& node, T S::*member, const typename Codec<T>::Form& form) {
    if (auto read = Codec<T>::read(node, form, mistakes_)) value.*member = std::move(*read);
  }

  const Node& node_;
  std::string_view only_;
  Mistakes& mistakes_;
};

template <typename S>
class WriteFields {
 public:
  explicit WriteFields(const S& value) : value_(value) {}

  template <typename T>
  void operator()(std::string_view key, T S::*member, std::string_view,
                  const typename Codec<T>::Form& = {}) {
    if (value_.*member != standard_.*member) required(key, member, {});
  }
  template <typename T>
  void required(std::string_view key, T S::*member, std::string_view,
                const typename Codec<T>::Form& = {}) {
    node.add(std::string(key), Codec<T>::write(value_.*member));
  }

  Node node{.kind = Node::Kind::mapping};

 private:
  const S& value_;
  const S standard_{};
};

template <typename S>
class ShapeFields {
 public:
  template <typename T>
  void operator()(std::string_view key, T S::*member, std::string_view help,
                  const typename Codec<T>::Form& form = {}) {
    required(key, member, help, form);
    shape.members.back().required = false;
    if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T> || std::same_as<T, Milliseconds>) {
      shape.members.back().standard = Codec<T>::write(standard_.*member).text;
    }
  }
  template <typename T>
  void required(std::string_view key, T S::*, std::string_view help,
                const typename Codec<T>::Form& form = {}) {
    shape.members.push_back(member_of(key, help, true, Codec<T>::shape(form)));
  }

  Shape shape{.kind = Shape::Kind::mapping, .what = fmt::format("a mapping ({})", S::name)};

 private:
  const S standard_{};
};

template <Described S>
struct Codec<S> {
  using Form = AnyForm;

  static std::optional<S> read(const Node& node, const Form&, Mistakes& mistakes) {
    const std::size_t before = mistakes.count();
    constexpr std::string_view only = shorthand_of<S>();
    const bool in_short = !only.empty() && (is_bare<S>() || node.kind != Node::Kind::mapping);
    if (!in_short && node.kind != Node::Kind::mapping) {
      expected(node, fmt::format("a mapping for \"{}\"", S::name), mistakes);
      return std::nullopt;
    }
    ReadFields<S> reading(node, in_short ? only : std::string_view{}, mistakes);
    if (!in_short) {
      KeysOfFields<S> known;
      S::fields(known);
      refuse_unknown_keys(node, S::name, known.keys, mistakes);
    }
    S::fields(reading);
    if (mistakes.count() != before) return std::nullopt;
    if constexpr (requires { reading.value.check(node, mistakes); }) {
      reading.value.check(node, mistakes);
      if (mistakes.count() != before) return std::nullopt;
    }
    return std::move(reading.value);
  }

  static Node write(const S& value) {
    WriteFields<S> writing(value);
    S::fields(writing);
    if constexpr (is_bare<S>()) {
      if (!writing.node.members.empty()) return writing.node.members.front().value.front();
    }
    return std::move(writing.node);
  }

  static Shape shape(const Form&) {
    ShapeFields<S> shaping;
    S::fields(shaping);
    if constexpr (shorthand_of<S>().empty()) {
      return std::move(shaping.shape);
    } else {
      Shape in_short;
      for (const Shape& member : shaping.shape.members) {
        if (member.key == shorthand_of<S>()) in_short = member;
      }
      if (is_bare<S>()) return in_short;
      std::string what = in_short.what + ", or a mapping (" + std::string(S::name) + ")";
      return {
          .kind = Shape::Kind::any_of, .what = std::move(what), .inner = {in_short, shaping.shape}};
    }
  }
};

}  // namespace krm::document
