#include "scenario/match/outcome.h"

#include <algorithm>

namespace krm {
namespace {

std::vector<std::string_view> outcome_names() {
  std::vector<std::string_view> names{"ok"};
  names.reserve(aws::error_catalogue.size() + 1);
  for (const aws::ErrorEntry& entry : aws::error_catalogue) names.push_back(entry.name);
  return names;
}

}  // namespace

namespace scenario {

std::string_view match::Outcome::saw(const Seen& seen) const {
  return seen.outcome ? match::OutcomeName{}.word() : aws::name_of(seen.outcome.error());
}

bool match::Outcome::matches(const Seen& seen) const {
  return std::ranges::find(is.values, saw(seen), &OutcomeName::word) != is.values.end();
}

}  // namespace scenario

namespace document {

using scenario::match::OutcomeName;

std::optional<OutcomeName> Codec<OutcomeName>::read(const Node& node, const Form&,
                                                    Reading& reading) {
  const auto index = read_word(node, "outcome", outcome_names(), reading);
  if (!index) return std::nullopt;
  return OutcomeName{*index == 0 ? nullptr : &aws::error_catalogue[*index - 1]};
}

Node Codec<OutcomeName>::write(const OutcomeName& value) {
  return Node::scalar(Node::Kind::text, std::string(value.word()));
}

Shape Codec<OutcomeName>::shape(const Form&) {
  Shape shape = shape_of_words("outcome", outcome_names());
  shape.what = "ok | an error";
  return shape;
}

}  // namespace document
}  // namespace krm
