#include "scenario/expect/not_retried.h"

#include <fmt/format.h>

#include <algorithm>

#include "scenario/expect/only_true.h"

namespace krm::scenario::expect {

bool Errors::has(std::string_view error) const {
  const aws::ErrorEntry* entry = aws::find_error(error);
  if (entry == nullptr) return false;
  if (names.empty()) return entry->retried == aws::Retried::never;
  return std::ranges::find(names, entry) != names.end();
}

Verdict NotRetried::judge(const History& history) const {
  Finding finding("no further attempt after it");
  for (std::size_t i = 0; i < history.calls.size(); ++i) {
    const auto& attempts = history.calls[i].attempts;
    std::string_view before;  // the first such error of the call
    for (std::size_t k = 0; k < attempts.size(); ++k) {
      if (!before.empty() && !attempts[k].is_resent) {
        finding.breach(i, k, fmt::format("was tried again after {}", before));
        break;
      }
      if (!errors.has(attempts[k].error)) continue;
      finding.chance();
      if (before.empty()) before = attempts[k].error;
    }
  }
  return std::move(finding).verdict(history.calls.empty() ? no_call
                                                          : "none of these errors was answered");
}

}  // namespace krm::scenario::expect

namespace krm::document {

using scenario::expect::Errors;
using scenario::expect::OnlyTrue;
using Names = Codec<OneOrMore<scenario::ErrorName>>;

std::optional<Errors> Codec<Errors>::read(const Node& node, const Form&, Reading& reading) {
  if (node.kind == Node::Kind::boolean) {
    if (!Codec<OnlyTrue>::read(node, {}, reading)) return std::nullopt;
    return Errors{};
  }
  auto names = Names::read(node, {}, reading);
  if (!names) return std::nullopt;
  return Errors{std::move(names->values)};
}

Node Codec<Errors>::write(const Errors& value) {
  if (value.names.empty()) return Codec<OnlyTrue>::write({});
  return Names::write({value.names});
}

Shape Codec<Errors>::shape(const Form&) {
  Shape names = Names::shape({});
  return {.kind = Shape::Kind::any_of,
          .what = "true, or " + names.what,
          .inner = {Codec<OnlyTrue>::shape({}), names}};
}

}  // namespace krm::document
