#include "scenario/scenario.h"

#include <algorithm>

namespace krm::scenario {

void Scenario::check(const Node& node, Reading& reading) const {
  if (!reading.is_check) return;
  for (const std::string& part : pending_parts(*this)) {
    const auto written = std::ranges::find(node.members, part, &Member::key);
    reading.refuse(
        written->mark,
        fmt::format("\"{}\" has no effect yet: nothing is judged by it; leave it out", part));
  }
}

void Scenario::complete() {
  prepare(rules);
  std::ranges::stable_sort(timeline, {}, &TimelineEvent::at);
}

std::vector<const document::ReferencedFile*> referenced_files(const Scenario& scenario) {
  return document::files_within(scenario);
}

std::vector<std::string> pending_parts(const Scenario& scenario) {
  std::vector<std::string> parts;
  if (scenario.expect) parts.emplace_back("expect");
  return parts;
}

}  // namespace krm::scenario

template struct krm::document::FieldsCodec<krm::scenario::Scenario>;
