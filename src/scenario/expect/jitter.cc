#include "scenario/expect/jitter.h"

#include <fmt/format.h>

#include <map>

#include "scenario/expect/range.h"

namespace krm::scenario::expect {
namespace {

constexpr std::int64_t fewest = 20;
constexpr double alike = 0.01;  // (longest - shortest) / longest

struct Waits {
  void add(std::chrono::nanoseconds wait) {
    shortest = count == 0 ? wait : std::min(shortest, wait);
    longest = std::max(longest, wait);
    ++count;
  }
  bool are_alike() const {
    return static_cast<double>((longest - shortest).count()) <=
           alike * static_cast<double>(longest.count());
  }

  std::chrono::nanoseconds shortest{0};
  std::chrono::nanoseconds longest{0};
  std::int64_t count = 0;
};

}  // namespace

Verdict Jitter::judge(const History& history) const {
  std::map<std::int64_t, Waits> before;  // by the number of the attempt behind them
  for (const Call& call : history.calls) {
    for (const Wait& wait : call.waits()) before[wait.retry + 1].add(wait.time);
  }
  Finding finding("waits that differ by 1 % or more");
  std::int64_t most = 0;
  for (const auto& [number, waits] : before) {
    most = std::max(most, waits.count);
    if (waits.count < fewest) continue;
    finding.chance();
    if (!waits.are_alike() || finding.is_broken()) continue;
    finding.breach(fmt::format("{} before attempt {} are from {} to {}",
                               counted(waits.count, "wait"), number, in_words(waits.shortest),
                               in_words(waits.longest)));
  }
  return std::move(finding).verdict(fmt::format(
      "there are {} before the same attempt, and {} are needed", counted(most, "wait"), fewest));
}

}  // namespace krm::scenario::expect
