// A When is the condition of a rule. It holds if all of its matchers hold. To add a matcher, add a
// file in scenario/match and name it in Matchers.
#pragma once

#include "document/all_of.h"
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
#include "scenario/notation.h"

namespace krm::scenario {

using Matchers = document::AllOf<match::Operation, match::NumberOfBytes, match::CustomKeyStoreId,
                                 match::Recipient, match::Region, match::AccessKeyId, match::Header,
                                 match::Target, match::Body, match::Attempt, match::Call,
                                 match::Outcome, match::Any, match::Not>;

struct When {
  Matchers matchers;
  static constexpr auto held = &When::matchers;
  bool operator==(const When&) const = default;

  bool matches(const Seen& seen) const;
  // Returns which matcher is the first that does not match: "number_of_bytes is 32, wanted at least
  // 64". REQUIRES: one does not.
  std::string because(const Seen& seen) const;
  // Returns what each matcher saw: "number_of_bytes is 32".
  std::vector<std::string> what_is(const Seen& seen) const;
  // Returns whether all matchers hold that ask for neither call nor attempt.
  bool matches_but_for_calls(const Seen& seen) const;
  // Returns whether one of them, at any depth, asks for a call or an attempt.
  bool is_about_calls() const;
};

// A matcher also says why it did not match: because(), or what it saw where `is` is what it wants.
template <typename M>
concept AMatcher = Described<M> &&
                   requires(const M matcher, const Seen& seen) {
                     { matcher.matches(seen) } -> std::same_as<bool>;
                   } &&
                   (
                       requires(const M matcher, const Seen& seen) {
                         { matcher.because(seen) } -> std::same_as<std::string>;
                       } ||
                       requires(const M matcher, const Seen& seen) {
                         matcher.saw(seen);
                         matcher.is;
                       });

template <AMatcher... Ms>
bool all_match(const document::AllOf<Ms...>& matchers, const Seen& seen) {
  return std::ranges::all_of(matchers.all, [&](const auto& matcher) {
    return std::visit([&](const auto& one) { return one.matches(seen); }, matcher);
  });
}

}  // namespace krm::scenario

namespace krm::document {

template <>
struct Codec<scenario::When> {
  using Form = AnyForm;
  static std::optional<scenario::When> read(const Node& node, const Form& form, Reading& reading);
  static Node write(const scenario::When& value);
  // Returns a reference to "when", because conditions hold conditions.
  static Shape shape(const Form& form);
  static Shape definition();
};

}  // namespace krm::document
