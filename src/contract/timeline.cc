#include "contract/timeline.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/words.h"
#include "contract/account.h"
#include "document/mistake.h"
#include "scenario/expect/range.h"

namespace krm::contract {
namespace {

constexpr std::size_t longest_call = 1000;

bool have_one_tenant(std::span<const scenario::Call> calls) {
  return std::ranges::all_of(
      calls, [&](const scenario::Call& one) { return one.tenant == calls.front().tenant; });
}

std::string line_with(const scenario::Call& call, bool names_tenant) {
  std::string line = line_of(call, Rules::shown);
  line += fmt::format("  ({}", base::word_of(call.outcome()));
  if (!call.client.empty()) line += ", " + call.client;
  if (names_tenant) line += ", " + call.tenant;
  return document::printable(line + ")", longest_call) + '\n';
}

}  // namespace

std::string timeline(std::span<const scenario::Call> calls, std::size_t most,
                     std::uint64_t dropped) {
  using scenario::expect::counted;
  std::string text;
  if (dropped > 0) {
    text += fmt::format("the journal has dropped {}, so calls are missing here\n",
                        counted(static_cast<std::int64_t>(dropped), "request"));
  }
  if (calls.empty()) return text + "no calls\n";
  const bool names_tenants = !have_one_tenant(calls);
  for (const scenario::Call& call : calls.first(std::min(most, calls.size()))) {
    text += line_with(call, names_tenants);
  }
  if (calls.size() > most) text += fmt::format("and {} more\n", calls.size() - most);
  return text;
}

}  // namespace krm::contract
