#include "scenario/when.h"

#include "document/walk.h"

namespace krm::scenario {

namespace {

template <typename T>
bool asks_for_calls(const T& value) {
  bool found = false;
  const auto see = [&](const auto&) { found = true; };
  document::walk<match::Attempt>(value, see);
  document::walk<match::Call>(value, see);
  return found;
}

}  // namespace

bool When::matches(const Seen& seen) const { return all_match(matchers, seen); }

bool When::matches_but_for_calls(const Seen& seen) const {
  return std::ranges::all_of(matchers.all, [&](const auto& matcher) {
    return asks_for_calls(matcher) ||
           std::visit([&](const auto& one) { return one.matches(seen); }, matcher);
  });
}

bool When::is_about_calls() const { return asks_for_calls(matchers); }

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
