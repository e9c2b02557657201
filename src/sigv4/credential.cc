#include "sigv4/credential.h"

#include <algorithm>
#include <array>

namespace krm::sigv4 {

std::optional<Credential> split_credential(std::string_view text) {
  while (text.ends_with('/')) text.remove_suffix(1);
  std::array<std::string_view, 5> parts;
  for (std::string_view& part : parts) {
    const bool last = &part == &parts.back();
    part = text.substr(0, text.find('/'));
    if (last != (part.size() == text.size())) return std::nullopt;
    text.remove_prefix(std::min(part.size() + 1, text.size()));
  }
  return Credential{parts[0], parts[1], parts[2], parts[3], parts[4]};
}

}  // namespace krm::sigv4
