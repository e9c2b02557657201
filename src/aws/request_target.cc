#include "aws/request_target.h"

#include <algorithm>

namespace krm::aws {
namespace {

std::string_view without_authority(std::string_view target) {
  constexpr std::string_view mark = "://";
  const auto scheme = target.find(mark);
  if (target.starts_with('/') || scheme == std::string_view::npos) return target;
  target.remove_prefix(scheme + mark.size());
  const auto path = target.find_first_of("/?");
  return path == std::string_view::npos ? std::string_view{} : target.substr(path);
}

}  // namespace

const RawParameter* RequestTarget::find(std::string_view name) const {
  const auto found = std::ranges::find(query, name, &RawParameter::name);
  return found == query.end() ? nullptr : &*found;
}

RequestTarget split_target(std::string_view target) {
  target = without_authority(target);
  const auto mark = target.find('?');
  RequestTarget parts{target.substr(0, mark), {}};
  if (mark == std::string_view::npos) return parts;
  std::string_view rest = target.substr(mark + 1);
  while (!rest.empty()) {
    const std::string_view one = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(one.size() + 1, rest.size()));
    if (one.empty()) continue;
    const auto equals = one.find('=');
    parts.query.push_back({one.substr(0, equals), equals == std::string_view::npos
                                                      ? std::string_view{}
                                                      : one.substr(equals + 1)});
  }
  return parts;
}

}  // namespace krm::aws
