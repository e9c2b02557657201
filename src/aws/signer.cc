#include "aws/signer.h"

#include <array>
#include <string_view>

namespace krm::aws {
namespace {

// What follows `name`, up to one of `ends`; empty when `name` does not stand at the beginning or
// behind one of `ends`.
std::string_view value_behind(std::string_view text, std::string_view name, std::string_view ends) {
  for (auto at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    if (at > 0 && ends.find(text[at - 1]) == std::string_view::npos) continue;
    const std::string_view value = text.substr(at + name.size());
    return value.substr(0, value.find_first_of(ends));
  }
  return {};
}

// %2F is the only escape that a credential of letters, digits and slashes needs.
std::string with_slashes(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    if (text.starts_with("%2F") || text.starts_with("%2f")) {
      out += '/';
      text.remove_prefix(3);
    } else {
      out += text.front();
      text.remove_prefix(1);
    }
  }
  return out;
}

Signer parse(std::string_view credential) {
  std::array<std::string_view, 5> parts;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto slash = credential.find('/');
    const bool last = i + 1 == parts.size();
    if (last != (slash == std::string_view::npos)) return {};
    parts[i] = credential.substr(0, slash);
    if (!last) credential.remove_prefix(slash + 1);
  }
  return {std::string(parts[0]), std::string(parts[2])};
}

}  // namespace

Signer signer_of(const http::HttpRequest& request) {
  if (const auto* header = http::find(request.headers, "Authorization")) {
    return parse(value_behind(header->value, "Credential=", ", "));
  }
  const std::string_view target = request.target;
  const auto query = target.find('?');
  if (query == std::string_view::npos) return {};
  return parse(with_slashes(value_behind(target.substr(query + 1), "X-Amz-Credential=", "&#")));
}

}  // namespace krm::aws
