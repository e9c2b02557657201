// Splits a request target into the parts that SigV4 tells apart. They are views into the target,
// and nothing is decoded.
#pragma once

#include <string_view>
#include <vector>

namespace krm::sigv4 {

struct RawParameter {
  std::string_view name;
  std::string_view value;  // empty when there is no "="
};

struct RequestTarget {
  std::string_view path;
  std::vector<RawParameter> query;  // in their order; skips empty ones, as in "a&&b"

  // Returns the first parameter of that name, or nullptr. Compares names as they stand, undecoded.
  const RawParameter* find(std::string_view name) const;
};

// Returns the parameters of a query without its "?". They are views into it.
std::vector<RawParameter> split_query(std::string_view query);

// Returns the target from its path on: the absolute form that a proxy gets has a scheme and an
// authority before it. May be empty.
std::string_view without_authority(std::string_view target);

// Splits the origin form, and also the absolute form that a proxy gets. The latter has a scheme and
// an authority before the path.
RequestTarget split_target(std::string_view target);

}  // namespace krm::sigv4
