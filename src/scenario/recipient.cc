#include "scenario/recipient.h"

#include <fmt/format.h>

namespace krm::scenario {

void Recipient::check(const Node& node, Mistakes& mistakes) const {
  const Node* pcrs = node.find("expect_pcrs");
  if (pcrs == nullptr) return;
  for (const Member& member : pcrs->members) {
    const auto pcr = expect_pcrs.find(member.key);
    if (pcr == expect_pcrs.end() || nitro::is_pcr_size(pcr->second.size())) continue;
    mistakes.add(member.value.front().mark,
                 fmt::format("a PCR has 32, 48 or 64 bytes; these are {}", pcr->second.size()));
  }
}

}  // namespace krm::scenario
