#include "scenario/scenario.h"

#include <algorithm>

namespace krm::scenario {

void Scenario::complete() {
  give_keys(rules);
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
