#include "contract/account.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/quoting.h"
#include "scenario/expect/range.h"
#include "scenario/seen.h"

namespace krm::contract {
namespace {

using scenario::Attempt;
using scenario::Call;
using scenario::expect::counted;
using scenario::expect::in_words;

constexpr double longest_dash = 24;    // characters for the longest wait of a call
constexpr std::size_t most_shown = 8;  // attempts of a call

const Call* call_of(const scenario::Judged& judged, const scenario::History* history) {
  if (history == nullptr || !judged.verdict.call) return nullptr;
  return &history->calls[*judged.verdict.call];
}

std::string label_of(const Attempt& attempt, Rules rules) {
  std::string label = attempt.status ? fmt::format("{}", *attempt.status) : "";
  if (!attempt.error.empty()) label += ' ' + attempt.error;
  const bool is_odd = attempt.ended && attempt.ended != scenario::Ended::sent;
  if (is_odd)
    label += fmt::format("{}({})", label.empty() ? "" : " ", base::word_of(*attempt.ended));
  if (!attempt.ended) label += " (under way)";
  if (attempt.is_resent) label += " (resent)";
  if (rules == Rules::shown && !attempt.rule.empty()) label += fmt::format(" [{}]", attempt.rule);
  return label;
}

// Most calls are those of GenerateRandom, so a line names only another operation.
std::string other_operation(const Call& call) {
  const std::string& name = call.attempts.front().operation;
  return name.empty() || name == scenario::what_rules_mean ? "" : name + ": ";
}

std::chrono::nanoseconds longest_gap(const Call& call) {
  std::chrono::nanoseconds longest{1};
  for (std::size_t i = 1; i < call.attempts.size(); ++i) {
    longest = std::max(longest, call.gap_before(i).value_or(longest));
  }
  return longest;
}

std::string arrow(std::chrono::nanoseconds gap, std::chrono::nanoseconds longest) {
  const double share = static_cast<double>(gap.count()) / static_cast<double>(longest.count());
  const auto length = std::max<std::int64_t>(1, std::llround(std::ceil(share * longest_dash)));
  std::string dashes;
  for (std::int64_t i = 0; i < length; ++i) dashes += "─";
  return fmt::format(" {} {} → ", dashes, in_words(gap));
}

}  // namespace

std::string line_of(const Call& call, Rules rules) {
  std::string line = fmt::format("#{}  {}", call.index, other_operation(call));
  const auto longest = longest_gap(call);
  const std::size_t count = call.attempts.size();
  const std::size_t hidden = count > most_shown ? count - most_shown : 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (hidden > 0 && i == most_shown - 1) {
      line += fmt::format(" … {} … ", counted(static_cast<std::int64_t>(hidden), "attempt"));
      i += hidden;
    } else if (const auto gap = call.gap_before(i)) {
      line += arrow(*gap, longest);
    } else if (i > 0) {
      line += " → ";
    }
    line += label_of(call.attempts[i], rules);
  }
  return line;
}

std::string sentence(const scenario::Judged& judged, const scenario::History* history) {
  const Verdict& verdict = judged.verdict;
  if (verdict.value == Verdict::Value::holds) return verdict.wanted;
  if (verdict.value == Verdict::Value::unproven) return verdict.seen;
  const Call* call = call_of(judged, history);
  std::string said =
      call == nullptr ? verdict.seen : fmt::format("call {} {}", call->index, verdict.seen);
  said += ", wanted " + verdict.wanted;
  if (verdict.broken_by > 1) {
    said += fmt::format("; {} broke it", counted(verdict.broken_by, "call"));
  }
  return said;
}

std::optional<std::string> line_of(const scenario::Judged& judged,
                                   const scenario::History* history) {
  const Call* call = call_of(judged, history);
  if (call == nullptr) return std::nullopt;
  return line_of(*call);
}

std::optional<std::string> rules_say(const scenario::Judged& judged,
                                     const scenario::History* history,
                                     const scenario::Expectations& expect) {
  const Call* call = call_of(judged, history);
  if (call == nullptr || !judged.verdict.attempt) return std::nullopt;
  std::string who = "the policy of the contract";
  scenario::RetryRules rules;
  if (expect.retry) {
    rules = expect.retry->rules();
    if (expect.retry->as) who = base::word_of(*expect.retry->as);
  } else if (const auto preset = scenario::preset_of(call->client)) {
    rules = scenario::rules_of(*preset);
    who = fmt::format("{} by default ({})", call->client, base::word_of(*preset));
  } else {
    return std::nullopt;
  }
  // What is wrong is what came after the attempt before, or else what did not come after this one.
  std::size_t place = *judged.verdict.attempt;
  if (place > 0 && !judged.verdict.ended_early) --place;
  const std::int64_t number = call->attempts[place].number;
  return fmt::format("after attempt {} {} would {}", number, who,
                     scenario::advice(rules, number, call->attempts[place]));
}

std::optional<std::string> place_of(const scenario::Judged& judged, const Judgement& judgement) {
  if (judgement.file.empty() || !judged.mark) return std::nullopt;
  return fmt::format("{}:{}:{}", judgement.file, judged.mark->line, judged.mark->column);
}

std::string title_of(const Judgement& judgement) {
  const std::string& name = judgement.contract.name;
  return name.empty() ? "without a name" : base::quoted(name);
}

}  // namespace krm::contract
