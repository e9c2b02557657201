#include "scenario/source/file.h"

#include <fmt/format.h>

namespace krm::scenario::source {

void File::check(const Node& node, Reading& reading) const {
  if (then != Then::last) return;
  reading.refuse(node.find("then")->mark,
                 "a file has no last entry; write repeat, error or system");
}

bool File::fill(const Draw& draw, std::span<std::uint8_t> out) const {
  const base::ByteView content = base::bytes_of(file.content);
  const std::uint64_t begin = draw.place.offset;
  if (then == Then::system && begin + out.size() > content.size()) return false;
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = content[(begin + i) % content.size()];
  return true;
}

std::optional<std::string> File::refusal(const Place& place, std::size_t size) const {
  if (then != Then::error || place.offset + size <= file.content.size()) return std::nullopt;
  return fmt::format("the {} bytes of {} are used up", file.content.size(), printable(file.path));
}

}  // namespace krm::scenario::source
