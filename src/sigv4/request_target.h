// The parts of a request target as SigV4 tells them apart. Views into the target, nothing decoded.
#pragma once

#include <string_view>
#include <vector>

namespace krm::sigv4 {

struct RawParameter {
  std::string_view name;
  std::string_view value;  // empty where there is no "="
};

struct RequestTarget {
  std::string_view path;
  std::vector<RawParameter> query;  // in their order; nothing between two "&" is no parameter

  // The first of that name, undecoded as it stands, or nullptr.
  const RawParameter* find(std::string_view name) const;
};

// The parameters of a query, without its "?". Views into it.
std::vector<RawParameter> split_query(std::string_view query);

// Of the origin form, and of the absolute form that a proxy gets, which has a scheme and an
// authority before the path.
RequestTarget split_target(std::string_view target);

}  // namespace krm::sigv4
