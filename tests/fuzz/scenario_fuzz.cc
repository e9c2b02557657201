// Whatever a scenario file holds, it is a tree within its limits or one mistake that points into
// it.
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "document/text.h"
#include "document/yaml.h"

namespace {

using krm::document::Mark;
using krm::document::Node;

void require(bool holds) {
  if (!holds) std::abort();
}

void require_place(Mark mark, std::size_t lines) {
  require(mark.line >= 1 && static_cast<std::size_t>(mark.line) <= lines && mark.column >= 1);
}

void require_valid(const Node& node, std::size_t lines, int depth) {
  require(depth <= 65);  // scalars in the deepest list
  require_place(node.mark, lines);
  require(!krm::base::first_invalid_utf8(node.text));
  for (const Node& item : node.items) require_valid(item, lines, depth + 1);
  std::set<std::string> keys;
  for (const auto& member : node.members) {
    require(keys.insert(member.key).second);
    require(member.value.size() == 1);
    require_place(member.mark, lines);
    require_valid(member.value.front(), lines, depth + 1);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::size_t lines = krm::document::split_lines(text).size();
  const auto tree = krm::document::parse_yaml(text);
  if (tree) {
    require_valid(*tree, lines, 1);
    return 0;
  }
  const auto& mistake = tree.error();
  require_place(mistake.mark, lines);
  require(!mistake.message.empty() && !krm::base::first_invalid_utf8(mistake.message));
  const std::string shown = krm::document::render({}, "f", text);
  require(shown.empty());
  krm::document::Mistakes mistakes;
  mistakes.add(mistake.mark, mistake.message);
  require(krm::document::render(mistakes, "f", text).ends_with("\n"));
  return 0;
}
