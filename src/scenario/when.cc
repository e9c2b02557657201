#include "scenario/when.h"

namespace krm::scenario {

bool When::matches(const Seen& seen) const { return all_match(matchers, seen); }

bool match::Any::matches(const Seen& seen) const {
  return std::ranges::any_of(of, [&](const When& when) { return when.matches(seen); });
}
bool match::Any::operator==(const Any& other) const { return of == other.of; }

bool match::Not::matches(const Seen& seen) const { return !of.value.front().matches(seen); }
bool match::Not::operator==(const Not& other) const { return of.value == other.of.value; }

}  // namespace krm::scenario

namespace krm::document {

using scenario::Matchers;
using scenario::When;

std::optional<When> Codec<When>::read(const Node& node, const Form& form, Reading& reading) {
  auto matchers = Codec<Matchers>::read(node, form, reading);
  if (!matchers) return std::nullopt;
  return When{std::move(*matchers)};
}

Node Codec<When>::write(const When& value) { return Codec<Matchers>::write(value.matchers); }

Shape Codec<When>::shape(const Form&) { return {.kind = Shape::Kind::reference, .what = "when"}; }

Shape Codec<When>::definition() { return Codec<Matchers>::shape({}); }

}  // namespace krm::document
