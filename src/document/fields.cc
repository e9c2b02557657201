#include "document/fields.h"

#include <algorithm>

namespace krm::document {

void refuse_unknown_keys(const Node& node, std::string_view name,
                         const std::vector<std::string_view>& keys, Mistakes& mistakes) {
  for (const Member& member : node.members) {
    if (std::ranges::find(keys, member.key) != keys.end()) continue;
    mistakes.add(member.mark, fmt::format("\"{}\" has no key \"{}\"{}", name, printable(member.key),
                                          suggestion(member.key, keys)));
  }
}

}  // namespace krm::document
