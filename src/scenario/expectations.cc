#include "scenario/expectations.h"

#include <fmt/format.h>

#include "document/yaml_writer.h"

namespace krm::scenario {
namespace {

template <typename E>
constexpr Loss loss_of() {
  if constexpr (requires { E::loss; }) return E::loss;
  return Loss::hides_breaches;
}

// Entries that are lost may have held what breaks it, or what would have kept it from breaking.
template <typename E>
void allow_for_loss(Verdict& verdict, std::uint64_t lost) {
  using Value = Verdict::Value;
  const bool is_hidden = (loss_of<E>() == Loss::hides_breaches && verdict.value == Value::holds) ||
                         (loss_of<E>() == Loss::hides_proof && verdict.value == Value::broken);
  if (lost == 0 || !is_hidden) return;
  verdict.value = Value::unproven;
  verdict.seen = fmt::format("the journal has lost {}, see --journal-bytes",
                             expect::counted(static_cast<std::int64_t>(lost), "request"));
}

// Calls `see` with each expectation that is there.
template <typename See>
void each(const Expectations& expectations, const See& see) {
  document::each_field<Expectations>([&]<typename F>(const F& field) {
    const auto& value = expectations.*field.member;
    if constexpr (requires { value.has_value(); }) {
      if (value) see(*value);
    }
  });
}

template <typename E>
Judged judged(const Expectations& expectations, const E& one, Verdict verdict, std::uint64_t lost) {
  allow_for_loss<E>(verdict, lost);
  Judged judged{.expectation = E::name, .verdict = std::move(verdict)};
  judged.written = fmt::format("{}: {}", E::name, document::in_flow(document::in_short(one)));
  const auto place = expectations.places.of.find(E::name);
  if (place != expectations.places.of.end()) judged.mark = place->second;
  return judged;
}

}  // namespace

void Expectations::check(const Node& node, Reading& reading) const {
  bool has_one = false;
  each(*this, [&](const auto&) { has_one = true; });
  if (!has_one) reading.refuse(node.mark, "\"expect\" has no expectation, so nothing is judged");
}

void Expectations::keep_places(const Node& node) {
  for (const Member& member : node.members) places.of.emplace(member.key, member.mark);
}

std::vector<Judged> judge(const Expectations& expectations, const History& history) {
  std::vector<Judged> all;
  each(expectations, [&]<typename E>(const E& one) {
    if constexpr (requires { one.judge(history, expectations.tolerance); }) {
      all.push_back(
          judged(expectations, one, one.judge(history, expectations.tolerance), history.lost));
    } else if constexpr (JudgesATenant<E>) {
      all.push_back(judged(expectations, one, one.judge(history), history.lost));
    }
  });
  return all;
}

std::vector<Judged> judge_all(const Expectations& expectations, std::span<const History> tenants,
                              std::span<const std::string> rules) {
  std::uint64_t lost = 0;
  for (const History& history : tenants) lost += history.lost;
  std::vector<Judged> all;
  each(expectations, [&]<typename E>(const E& one) {
    if constexpr (JudgesAll<E>) {
      all.push_back(judged(expectations, one, one.judge(tenants, rules), lost));
    }
  });
  return all;
}

}  // namespace krm::scenario
