#include "document/number_pattern.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "base/number.h"

namespace krm::document {
namespace {

// Returns the range that a comparison as ">=16" means, or nothing.
std::optional<NumberPattern> comparison_in(std::string_view text) {
  if (text.empty() || (text.front() != '<' && text.front() != '>')) return std::nullopt;
  const bool is_less = text.front() == '<';
  text.remove_prefix(1);
  const bool or_equal = text.starts_with('=');
  if (or_equal) text.remove_prefix(1);
  while (text.starts_with(' ')) text.remove_prefix(1);
  const auto number = base::number_in<std::int64_t>(text);
  if (!number || *number < 0 || *number > Integers{}.most) return std::nullopt;
  NumberPattern range;
  const std::int64_t beyond = or_equal ? 0 : 1;
  (is_less ? range.max : range.min) = is_less ? *number - beyond : *number + beyond;
  if (range.max && *range.max < 0) return std::nullopt;
  return range;
}

// What people write for a comparison, and its sign.
struct Operator {
  std::string_view name;
  std::string_view sign;
};
constexpr std::array operators{
    Operator{"gt", ">"}, Operator{"above", ">"}, Operator{"gte", ">="}, Operator{"ge", ">="},
    Operator{"lt", "<"}, Operator{"below", "<"}, Operator{"lte", "<="}, Operator{"le", "<="},
};

// Adds a mistake for each member that names a comparison. Returns whether there was one.
bool refuse_operators(const Node& node, Reading& reading) {
  bool found = false;
  for (const Member& member : node.members) {
    for (const auto& [name, sign] : operators) {
      if (member.key != name) continue;
      found = true;
      const Node& value = member.value.front();
      reading.refuse(member.mark,
                     fmt::format("\"range\" has no key \"{}\"; write \"{}{}\"", name, sign,
                                 value.kind == Node::Kind::integer ? value.text : "512"));
    }
  }
  return found;
}

}  // namespace

void NumberPattern::check(const Node& node, Reading& reading) const {
  if (is && (min || max)) reading.refuse(node.mark, "\"is\" goes without \"min\" and \"max\"");
  if (!is && !min && !max) reading.refuse(node.mark, "a range needs \"min\", \"max\" or both");
  if (min && max && *min > *max) {
    reading.refuse(node.mark,
                   fmt::format("min {} is more than max {}; change them round", *min, *max));
  }
}

bool NumberPattern::matches(std::int64_t number) const {
  if (is) return std::ranges::find(is->values, number) != is->values.end();
  return (!min || number >= *min) && (!max || number <= *max);
}

std::string NumberPattern::in_words() const {
  if (is) return fmt::format("{}", fmt::join(is->values, " or "));
  std::vector<std::string> bounds;
  if (min) bounds.push_back(fmt::format("at least {}", *min));
  if (max) bounds.push_back(fmt::format("at most {}", *max));
  return fmt::format("{}", fmt::join(bounds, " and "));
}

std::optional<NumberPattern> Codec<NumberPattern>::read(const Node& node, const Form& form,
                                                        Reading& reading) {
  if (node.kind == Node::Kind::text) {
    if (auto range = comparison_in(node.text)) return range;
    if (node.text.empty()) {  // what YAML makes of >5
      expected(node, shape(form).what, reading, "put a comparison in quotes");
      return std::nullopt;
    }
  }
  if (refuse_operators(node, reading)) return std::nullopt;
  return FieldsCodec<NumberPattern>::read(node, form, reading);
}

Shape Codec<NumberPattern>::shape(const Form& form) {
  Shape shape = FieldsCodec<NumberPattern>::shape(form);
  shape.inner.push_back(
      {.kind = Shape::Kind::text, .what = "a comparison", .pattern = "^[<>]=? *[0-9]+$"});
  shape.what += ", or a comparison, as \">512\"";
  return shape;
}

}  // namespace krm::document
