#include "scenario/expect/retry.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include "scenario/expect/range.h"

namespace krm::scenario::expect {
namespace {

using std::chrono::nanoseconds;

constexpr double once_in = 1e9;      // runs of an honest client that are called broken
constexpr std::size_t most_odd = 2;  // waits that are left out: the client may have stood still
constexpr double kinds = 2;          // of waits: after throttling, and after what passes

// Returns the chance that of `count` uniform draws all but at most `odd` lie below `share`.
double chance_of(std::size_t count, std::size_t odd, double share) {
  double chance = 0;
  double ways = 1;  // to choose those that do not
  for (std::size_t i = 0; i <= odd && i <= count; ++i) {
    const auto n = static_cast<double>(i);
    const auto others = static_cast<double>(count) - n;
    chance += ways * std::pow(share, others) * std::pow(1 - share, n);
    ways *= others / (n + 1);
  }
  return chance;
}

// The waits of a client that may draw them from nothing on, and the first of them.
struct Draws {
  void add(nanoseconds wait, Milliseconds from, Milliseconds early) {
    shares.push_back(static_cast<double>((wait + early).count()) /
                     static_cast<double>(nanoseconds(from).count()));
  }
  // Returns what is too short about them together, or an empty text.
  std::string what_is_too_short() {
    std::ranges::sort(shares, std::greater());
    for (std::size_t odd = 0; odd <= most_odd && odd < shares.size(); ++odd) {
      const double share = std::min(shares[odd], 1.0);
      if (chance_of(shares.size(), odd, share) * kinds * (most_odd + 1) > 1 / once_in) continue;
      return fmt::format(
          "and others waited too little: of {}, {} longer than {:.1f} % of what it could be",
          counted(static_cast<std::int64_t>(shares.size()), "wait"),
          odd == 0 ? "none is" : fmt::format("only {} {}", odd, odd == 1 ? "is" : "are"),
          share * 100);
    }
    return {};
  }

  std::vector<double> shares{};
  std::size_t call = 0;
  std::size_t attempt = 0;
};

std::string between(nanoseconds least, nanoseconds most) {
  if (least.count() <= 0) return "at most " + in_words(most);
  return fmt::format("{} to {}", in_words(least), in_words(most));
}

}  // namespace

void Retry::check(const Node& node, Reading& reading) const {
  const int own = base.has_value() + factor.has_value() + cap.has_value();
  const bool is_own = jitter != scenario::Jitter::full || retry_after != Regard::ignored;
  if (own != (as ? 0 : 3) || (as && is_own)) {
    reading.refuse(node.mark,
                   "\"retry\" takes a name, or all of base, factor and cap, and then jitter and "
                   "retry_after");
  }
}

RetryRules Retry::rules() const {
  if (as) return rules_of(*as);
  const Backoff backoff{*base, jitter};
  const Hint hint = retry_after == Regard::honoured ? Hint::at_least : Hint::ignored;
  return {.transient = backoff,
          .throttling = backoff,
          .factor = *factor,
          .cap = cap,
          .amz_retry_after = hint,
          .retry_after = hint,
          .tries_429_again = true,
          .tries_limit_exceeded_again = true};
}

Verdict Retry::judge(const History& history, const Tolerance& tolerance) const {
  const RetryRules rules = this->rules();
  Finding finding(as ? fmt::format("waits as of {}", base::word_of(*as))
                     : "waits as of its policy");
  std::map<Trouble, Draws> draws;
  for (std::size_t i = 0; i < history.calls.size(); ++i) {
    const Call& call = history.calls[i];
    if (call.tries() > 1) finding.chance();
    for (const Wait& wait : call.waits()) {
      const Attempt& before = call.attempts[wait.attempt - 1];
      const Envelope allowed = envelope(rules, wait.retry, before);
      const nanoseconds least = tolerance.below(allowed.least);
      const nanoseconds most = tolerance.above(allowed.most);
      if (wait.time < least || wait.time > most) {
        finding.breach(
            i, wait.attempt,
            fmt::format("waited {} before attempt {}", in_words(wait.time), wait.retry + 1),
            between(least, most));
      }
      if (!allowed.drawn_from) continue;
      const auto [drawn, is_first] =
          draws.try_emplace(trouble_of(before, rules), Draws{{}, i, wait.attempt});
      drawn->second.add(wait.time, *allowed.drawn_from, tolerance.early());
    }
  }
  for (auto& [trouble, drawn] : draws) {
    const std::string seen = finding.is_broken() ? "" : drawn.what_is_too_short();
    if (!seen.empty()) {
      finding.breach(drawn.call, drawn.attempt, seen,
                     "waits as chance draws them, but for one run in a billion");
    }
  }
  return std::move(finding).verdict(history.calls.empty() ? no_call : "no call was tried again");
}

}  // namespace krm::scenario::expect
