#include "sigv4/request_target.h"

#include <algorithm>

#include "http/header.h"

namespace krm::sigv4 {

std::string_view without_authority(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!http::iequals(target.substr(0, scheme.size()), scheme)) continue;
    const auto path = target.find_first_of("/?", scheme.size());
    return path == std::string_view::npos ? std::string_view{} : target.substr(path);
  }
  return target;
}

const RawParameter* RequestTarget::find(std::string_view name) const {
  const auto found = std::ranges::find(query, name, &RawParameter::name);
  return found == query.end() ? nullptr : &*found;
}

std::vector<RawParameter> split_query(std::string_view query) {
  std::vector<RawParameter> parameters;
  while (!query.empty()) {
    const std::string_view one = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(one.size() + 1, query.size()));
    if (one.empty()) continue;
    const auto equals = one.find('=');
    parameters.push_back({one.substr(0, equals), equals == std::string_view::npos
                                                     ? std::string_view{}
                                                     : one.substr(equals + 1)});
  }
  return parameters;
}

RequestTarget split_target(std::string_view target) {
  target = without_authority(target);
  const auto mark = target.find('?');
  if (mark == std::string_view::npos) return {target, {}};
  return {target.substr(0, mark), split_query(target.substr(mark + 1))};
}

}  // namespace krm::sigv4
