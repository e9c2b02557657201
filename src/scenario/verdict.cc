#include "scenario/verdict.h"

namespace krm::scenario {

void Finding::breach(std::size_t call, std::optional<std::size_t> attempt, std::string seen,
                     std::string wanted) {
  if (last_call_ != call) ++verdict_.broken_by;
  last_call_ = call;
  if (is_broken()) return;
  breach(std::move(seen), std::move(wanted));
  verdict_.call = call;
  verdict_.attempt = attempt;
}

void Finding::ended_early(std::size_t call, std::size_t attempt, std::string seen) {
  if (!is_broken()) verdict_.ended_early = verdict_.for_want = true;
  breach(call, attempt, std::move(seen));
}

void Finding::lack(std::string seen) {
  if (is_broken()) return;
  breach(std::move(seen));
  verdict_.for_want = true;
}

void Finding::breach(std::string seen, std::string wanted) {
  verdict_.value = Verdict::Value::broken;
  verdict_.seen = std::move(seen);
  if (!wanted.empty()) verdict_.wanted = std::move(wanted);
}

Verdict Finding::verdict(std::string_view why_unproven) && {
  if (is_broken()) return std::move(verdict_);
  verdict_.value = had_chance_ ? Verdict::Value::holds : Verdict::Value::unproven;
  if (!had_chance_) verdict_.seen = why_unproven;
  return std::move(verdict_);
}

}  // namespace krm::scenario
