// read_view() reads back what to_json_line() wrote of a View. A member that is missing or has
// another type is a failure; members that the View does not have do not count.
#pragma once

#include <cstdint>
#include <string>
#include <tl/expected.hpp>
#include <utility>

#include "base/number.h"
#include "document/view.h"

namespace krm::document {

// What does not fit, and where: "reply.status", "is missing".
struct Misfit {
  std::string path{};
  std::string what{};
};
using ReadBack = tl::expected<void, Misfit>;

template <typename T>
ReadBack get(const Node& node, T& value);

namespace of_view {

inline ReadBack wrong(std::string what) { return tl::unexpected(Misfit{{}, std::move(what)}); }

inline Misfit within(std::string_view key, Misfit inner) {
  inner.path = std::string(key) + (inner.path.empty() ? "" : "." + inner.path);
  return inner;
}

template <AView V>
ReadBack get_members(const Node& node, V& view) {
  if (node.kind != Node::Kind::mapping) return wrong("is no object");
  ReadBack done;
  const auto read = [&](std::string_view key, auto member, std::string_view) {
    if (!done) return;
    const Node* found = node.find(key);
    done = found == nullptr ? wrong("is missing") : get(*found, view.*member);
    if (!done) done = tl::unexpected(within(key, done.error()));
  };
  EachMember<const decltype(read)&> members{read};
  V::members(members);
  return done;
}

template <base::Named E>
ReadBack get_word(const Node& node, E& value) {
  for (const auto& [word, one] : words_of(E{})) {
    if (node.kind != Node::Kind::text || node.text != word) continue;
    value = one;
    return {};
  }
  return wrong("is none of its words");
}

template <typename List>
ReadBack get_items(const Node& node, List& list) {
  if (node.kind != Node::Kind::list) return wrong("is no list");
  for (const Node& item : node.items) {
    if (auto done = get(item, list.emplace_back()); !done) return done;
  }
  return {};
}

}  // namespace of_view

template <typename T>
ReadBack get(const Node& node, T& value) {
  using Kind = Node::Kind;
  if constexpr (AView<T>) {
    return of_view::get_members(node, value);
  } else if constexpr (base::Named<T>) {
    return of_view::get_word(node, value);
  } else if constexpr (std::same_as<T, Node>) {
    value = node;
    return {};
  } else if constexpr (std::same_as<T, bool>) {
    if (node.kind != Kind::boolean) return of_view::wrong("is no truth");
    value = node.text == "true";
    return {};
  } else if constexpr (std::same_as<T, double> || std::integral<T>) {
    const bool is_number = node.kind == Kind::integer || node.kind == Kind::number;
    const auto number = is_number ? base::number_in<T>(node.text) : std::nullopt;
    if (!number) return of_view::wrong("is no number of its kind");
    value = *number;
    return {};
  } else if constexpr (std::same_as<T, std::string>) {
    if (node.kind != Kind::text) return of_view::wrong("is no text");
    value = node.text;
    return {};
  } else if constexpr (requires { value.has_value(); }) {
    value.reset();
    if (node.kind == Kind::null) return {};
    typename T::value_type one{};
    auto done = get(node, one);
    if (done) value = std::move(one);
    return done;
  } else {
    return of_view::get_items(node, value);
  }
}

template <AView V>
tl::expected<V, std::string> read_view(const Node& node) {
  V view{};
  const auto done = get(node, view);
  if (done) return view;
  const auto& [path, what] = done.error();
  return tl::unexpected(path.empty() ? what : path + ' ' + what);
}

}  // namespace krm::document
