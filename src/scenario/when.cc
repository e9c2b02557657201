#include "scenario/when.h"

#include "document/walk.h"
#include "scenario/reason.h"

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

std::vector<std::string> When::what_is(const Seen& seen) const {
  std::vector<std::string> all;
  all.reserve(matchers.all.size());
  for (const auto& matcher : matchers.all) {
    all.push_back(std::visit([&](const auto& one) { return what_was_seen(one, seen); }, matcher));
  }
  return all;
}

std::string When::because(const Seen& seen) const {
  for (const auto& matcher : matchers.all) {
    std::string why = std::visit(
        [&](const auto& one) { return one.matches(seen) ? "" : reason(one, seen); }, matcher);
    if (!why.empty()) return why;
  }
  return {};
}

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
std::string match::Any::because(const Seen& seen) const {
  std::vector<std::string> all;
  all.reserve(of.size());
  for (const When& when : of) all.push_back(when.because(seen));
  return fmt::format("none of any: {}", fmt::join(all, "; "));
}
bool match::Any::operator==(const Any& other) const { return of == other.of; }

bool match::Not::matches(const Seen& seen) const { return !of.value.front().matches(seen); }
std::string match::Not::because(const Seen& seen) const {
  return fmt::format("not: {}", fmt::join(of.value.front().what_is(seen), ", "));
}
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
