// An AllOf holds variants that a file writes as one mapping. Each key names an alternative, and all
// of them apply.
#pragma once

#include "document/choice.h"

namespace krm::document {

template <typename... Ts>
struct AllOf {
  std::vector<std::variant<Ts...>> all;
  static constexpr auto held = &AllOf::all;
  bool operator==(const AllOf&) const = default;
};

template <typename... Ts>
struct Codec<AllOf<Ts...>> {
  using Form = AnyForm;
  using Value = AllOf<Ts...>;

  static std::optional<Value> read(const Node& node, const Form&, Reading& reading) {
    if (node.kind != Node::Kind::mapping || node.members.empty()) {
      expected(node, "a mapping of at least one matcher", reading);
      return std::nullopt;
    }
    Value value;
    for (const Member& member : node.members) {
      const bool known = with_named<Ts...>(member.key, [&]<typename T>(T*) {
        if (auto matcher = Codec<T>::read(member.value.front(), {}, reading)) {
          value.all.emplace_back(std::move(*matcher));
        }
      });
      if (!known) {
        refuse_unknown_name(member.mark, "matcher", member.key, names_of<Ts...>(), reading);
      }
    }
    if (value.all.size() != node.members.size()) return std::nullopt;
    return value;
  }

  static Node write(const Value& value) {
    Node node{.kind = Node::Kind::mapping};
    for (const auto& matcher : value.all) {
      std::visit(
          [&]<typename T>(const T& one) { node.add(std::string(T::name), Codec<T>::write(one)); },
          matcher);
    }
    return node;
  }

  static Shape shape(const Form&) {
    Shape shape{
        .kind = Shape::Kind::mapping, .what = "a mapping of matchers", .at_least_one = true};
    (shape.members.push_back(member_of(Ts::name, Ts::help, false, Codec<Ts>::shape({}))), ...);
    return shape;
  }
};

}  // namespace krm::document
