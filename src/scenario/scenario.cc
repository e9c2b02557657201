#include "scenario/scenario.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

#include "base/quoting.h"

namespace krm::scenario {

// AWS gives no two key stores of an account one name (DOC: CustomKeyStoreNameInUseException).
void Scenario::check(const Node& node, Reading& reading) const {
  std::map<std::string, std::string_view> ids;  // by name
  for (const auto& [id, store] : key_stores) {
    const auto [first, is_new] = ids.emplace(store.initial(id).name, id);
    if (is_new) continue;
    reading.refuse(node.find("key_stores")->mark,
                   fmt::format("the key stores {} and {} have one name; give them two",
                               base::quoted(first->second), base::quoted(id)));
  }
}

void Scenario::complete() {
  prepare(rules);
  std::ranges::stable_sort(timeline, {}, &TimelineEvent::at);
}

std::vector<const document::ReferencedFile*> referenced_files(const Scenario& scenario) {
  return document::files_within(scenario);
}

}  // namespace krm::scenario

template struct krm::document::FieldsCodec<krm::scenario::Scenario>;
