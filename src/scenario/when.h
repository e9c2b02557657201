// The condition of a rule: all of its matchers hold. A new matcher is one file in scenario/match
// and its place in this list.
#pragma once

#include "scenario/choice.h"
#include "scenario/match/access_key_id.h"
#include "scenario/match/any.h"
#include "scenario/match/attempt.h"
#include "scenario/match/body.h"
#include "scenario/match/call.h"
#include "scenario/match/custom_key_store_id.h"
#include "scenario/match/header.h"
#include "scenario/match/not.h"
#include "scenario/match/number_of_bytes.h"
#include "scenario/match/operation.h"
#include "scenario/match/outcome.h"
#include "scenario/match/recipient.h"
#include "scenario/match/region.h"
#include "scenario/match/target.h"

namespace krm::scenario {

// A mapping whose keys are names of alternatives; all of them are meant.
template <typename... Ts>
struct AllOf {
  std::vector<std::variant<Ts...>> all;
  bool operator==(const AllOf&) const = default;
};

using Matchers =
    AllOf<match::Operation, match::NumberOfBytes, match::CustomKeyStoreId, match::Recipient,
          match::Region, match::AccessKeyId, match::Header, match::Target, match::Body,
          match::Attempt, match::Call, match::Outcome, match::Any, match::Not>;

struct When {
  Matchers matchers;
  bool operator==(const When&) const = default;

  bool matches(const Seen& seen) const;
};

template <typename M>
concept AMatcher = Described<M> && requires(const M matcher, const Seen& seen) {
  { matcher.matches(seen) } -> std::same_as<bool>;
};

template <AMatcher... Ms>
bool all_match(const AllOf<Ms...>& matchers, const Seen& seen) {
  return std::ranges::all_of(matchers.all, [&](const auto& matcher) {
    return std::visit([&](const auto& one) { return one.matches(seen); }, matcher);
  });
}

template <typename... Ts>
struct Codec<AllOf<Ts...>> {
  using Form = AnyForm;
  using Value = AllOf<Ts...>;

  static std::optional<Value> read(const Node& node, const Form&, Mistakes& mistakes) {
    if (node.kind != Node::Kind::mapping || node.members.empty()) {
      expected(node, "a mapping of at least one matcher", mistakes);
      return std::nullopt;
    }
    Value value;
    for (const Member& member : node.members) {
      const bool known = with_named<Ts...>(member.key, [&]<typename T>(T*) {
        if (auto matcher = Codec<T>::read(member.value.front(), {}, mistakes)) {
          value.all.emplace_back(std::move(*matcher));
        }
      });
      if (!known) {
        refuse_unknown_name(member.mark, "matcher", member.key, names_of<Ts...>(), mistakes);
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

template <>
struct Codec<When> {
  using Form = AnyForm;
  static std::optional<When> read(const Node& node, const Form& form, Mistakes& mistakes);
  static Node write(const When& value);
  // A reference to "when": conditions hold conditions.
  static Shape shape(const Form& form);
  static Shape definition();
};

}  // namespace krm::scenario
