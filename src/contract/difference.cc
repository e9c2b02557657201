#include "contract/difference.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <sstream>
#include <utility>

#include "base/words.h"
#include "contract/account.h"
#include "contract/json_report.h"
#include "contract/recording.h"
#include "document/json.h"
#include "document/mistake.h"
#include "document/view_reader.h"
#include "scenario/expect/range.h"

namespace krm::contract {
namespace {

using scenario::Call;
using scenario::History;
using scenario::expect::counted;

constexpr std::size_t longest_shown = 400;

tl::expected<Run, std::string> run_of_report(std::string file, const document::Node& node) {
  const auto report = document::read_view<ReportView>(node);
  if (!report) return tl::unexpected("this is no report: " + report.error());
  Run run{std::move(file)};
  for (const auto& contract : report->contracts) {
    for (const auto& tenant : contract.tenants) {
      auto& history = run.tenants.emplace_back(History{.tenant = tenant.tenant});
      for (const auto& call : tenant.calls) {
        if (!call.attempts.empty()) history.calls.push_back(mock::call_in(call));
      }
    }
  }
  return run;
}

std::string outcome_of(const Call& call) {
  return fmt::format("{}, {}", counted(call.tries(), "attempt"), base::word_of(call.outcome()));
}

std::string reply_of(const scenario::Attempt& attempt) {
  std::string text = attempt.status ? fmt::format("{}", *attempt.status) : "no reply";
  if (!attempt.error.empty()) text += ' ' + attempt.error;
  const bool is_odd = attempt.ended && attempt.ended != scenario::Ended::sent;
  return is_odd ? fmt::format("{} ({})", text, base::word_of(*attempt.ended)) : text;
}

// Returns what differs, or nothing. The first difference says enough.
std::string what_differs(const Call& a, const Call& b) {
  if (a.tries() != b.tries()) return fmt::format("attempts: {} | {}", a.tries(), b.tries());
  const auto resends = [](const Call& call) {
    return static_cast<std::int64_t>(call.attempts.size()) - call.tries();
  };
  if (resends(a) != resends(b)) return fmt::format("resends: {} | {}", resends(a), resends(b));
  for (std::size_t i = 0; i < a.attempts.size(); ++i) {
    const std::string of_a = reply_of(a.attempts[i]);
    const std::string of_b = reply_of(b.attempts[i]);
    if (of_a != of_b) return fmt::format("reply {}: {} | {}", i + 1, of_a, of_b);
  }
  if (a.outcome() != b.outcome()) {
    return fmt::format("outcome: {} | {}", base::word_of(a.outcome()), base::word_of(b.outcome()));
  }
  return {};
}

std::string middle_of(std::vector<std::chrono::nanoseconds> waits) {
  if (waits.empty()) return "-";
  std::ranges::sort(waits);
  return scenario::expect::in_words(waits[waits.size() / 2]);
}

class Comparison {
 public:
  Comparison(const Run& a, const Run& b) {
    say("a: {}", a.file);
    say("b: {}", b.file);
  }

  void add(const History* a, const History* b) {
    const std::string of_a = a == nullptr ? "nobody" : a->tenant;
    const std::string of_b = b == nullptr ? "nobody" : b->tenant;
    say("tenant {}", of_a == of_b ? of_a : of_a + " | " + of_b);
    std::map<std::int64_t, std::pair<const Call*, const Call*>> calls;  // by index
    if (a != nullptr) {
      for (const Call& call : a->calls) calls[call.index].first = &call;
    }
    if (b != nullptr) {
      for (const Call& call : b->calls) calls[call.index].second = &call;
    }
    for (const auto& [index, pair] : calls) add(index, pair.first, pair.second);
  }

  Difference result() && {
    for (const auto& [number, waits] : waits_) {
      say("waits before attempt {}: {} | {} in the middle", number, middle_of(waits.first),
          middle_of(waits.second));
    }
    say("{} alike, {} different", counted(alike_, "call"), different_);
    return {std::move(text_), different_ == 0};
  }

 private:
  void add(std::int64_t index, const Call* a, const Call* b) {
    const bool has_both = a != nullptr && b != nullptr;
    const std::string differs = has_both       ? what_differs(*a, *b)
                                : a == nullptr ? "only in b"
                                               : "only in a";
    ++(differs.empty() ? alike_ : different_);
    if (differs.empty()) {
      say("  call {}: {}", index, outcome_of(*a));
    } else {
      say("! call {}: {}", index, differs);
    }
    if (a != nullptr) show('a', *a, &Waits::first);
    if (b != nullptr) show('b', *b, &Waits::second);
  }

  using Waits =
      std::pair<std::vector<std::chrono::nanoseconds>, std::vector<std::chrono::nanoseconds>>;

  void show(char side, const Call& call, std::vector<std::chrono::nanoseconds> Waits::*waits) {
    say("    {}  {}", side, line_of(call));
    for (const scenario::Wait& wait : call.waits()) {
      (waits_[wait.retry + 1].*waits).push_back(wait.time);
    }
  }

  template <typename... Args>
  void say(fmt::format_string<Args...> format, Args&&... args) {
    text_ += document::printable(fmt::format(format, std::forward<Args>(args)...), longest_shown);
    text_ += '\n';
  }

  std::string text_;
  std::map<std::int64_t, Waits> waits_;  // by the number of the attempt behind them
  std::int64_t alike_ = 0;
  std::int64_t different_ = 0;
};

}  // namespace

tl::expected<Run, std::string> read_run(std::string file, std::istream& in) {
  std::string text(std::istreambuf_iterator<char>(in), {});
  if (const auto node = document::read_json(text); node && node->find("contracts") != nullptr) {
    return run_of_report(std::move(file), *node);
  }
  std::istringstream lines(std::move(text));
  auto recording = read_recording(lines);
  if (!recording) return tl::unexpected(recording.error());
  Run run{std::move(file)};
  for (auto& one : recording->runs) {
    run.tenants.push_back({.tenant = std::move(one.tenant), .calls = std::move(one.calls)});
  }
  return run;
}

Difference difference(const Run& a, const Run& b) {
  Comparison comparison(a, b);
  std::vector<const History*> left_of_a;
  std::vector<const History*> left_of_b;
  left_of_b.reserve(b.tenants.size());
  for (const History& one : b.tenants) left_of_b.push_back(&one);
  for (const History& one : a.tenants) {
    const auto same = std::ranges::find(left_of_b, one.tenant,
                                        [](const History* other) { return other->tenant; });
    if (same == left_of_b.end()) {
      left_of_a.push_back(&one);
    } else {
      comparison.add(&one, *same);
      left_of_b.erase(same);
    }
  }
  for (std::size_t i = 0; i < std::max(left_of_a.size(), left_of_b.size()); ++i) {
    comparison.add(i < left_of_a.size() ? left_of_a[i] : nullptr,
                   i < left_of_b.size() ? left_of_b[i] : nullptr);
  }
  return std::move(comparison).result();
}

}  // namespace krm::contract
