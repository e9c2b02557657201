#include "document/fields.h"

#include <algorithm>

namespace krm::document {

bool refuse_unknown_keys(const Node& node, std::string_view name,
                         const std::vector<std::string_view>& keys, Reading& reading) {
  bool none = true;
  for (const Member& member : node.members) {
    if (std::ranges::find(keys, member.key) != keys.end()) continue;
    none = false;
    reading.refuse(member.mark, fmt::format("\"{}\" has no key \"{}\"{}", name,
                                            printable(member.key), suggestion(member.key, keys)));
  }
  return none;
}

}  // namespace krm::document
