#include "scenario/scenario.h"

#include <algorithm>

namespace krm::scenario {

void Scenario::complete() {
  prepare(rules);
  std::ranges::stable_sort(timeline, {}, &TimelineEvent::at);
}

std::vector<const document::ReferencedFile*> referenced_files(const Scenario& scenario) {
  return document::files_within(scenario);
}

}  // namespace krm::scenario

template struct krm::document::FieldsCodec<krm::scenario::Scenario>;
