#include "scenario/match/outcome.h"

#include <algorithm>

namespace krm::scenario {
namespace {

std::vector<std::string_view> outcome_names() {
  std::vector<std::string_view> names{"ok"};
  names.reserve(aws::error_catalogue.size() + 1);
  for (const aws::ErrorEntry& entry : aws::error_catalogue) names.push_back(entry.name);
  return names;
}

}  // namespace

bool match::Outcome::matches(const Seen& seen) const {
  const std::string_view failed = seen.outcome ? "" : aws::name_of(seen.outcome.error());
  return std::ranges::any_of(is.values, [&](const OutcomeName& wanted) {
    return wanted.error == nullptr ? seen.outcome.has_value() : wanted.error->name == failed;
  });
}

std::optional<match::OutcomeName> Codec<match::OutcomeName>::read(const Node& node, const Form&,
                                                                  Mistakes& mistakes) {
  const auto index = read_word(node, "outcome", outcome_names(), mistakes);
  if (!index) return std::nullopt;
  return match::OutcomeName{*index == 0 ? nullptr : &aws::error_catalogue[*index - 1]};
}

Node Codec<match::OutcomeName>::write(const match::OutcomeName& value) {
  return Node::scalar(Node::Kind::text, std::string(value.error ? value.error->name : "ok"));
}

Shape Codec<match::OutcomeName>::shape(const Form&) {
  Shape shape = shape_of_words("outcome", outcome_names());
  shape.what = "ok | an error";
  return shape;
}

}  // namespace krm::scenario
