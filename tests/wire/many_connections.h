// As many connections as the server promises.
#pragma once

#include <sys/resource.h>

#include <algorithm>
#include <cstddef>

namespace krm::test {

#ifdef KRM_SANITIZED
inline constexpr std::size_t promised_connections = 300;
#else
inline constexpr std::size_t promised_connections = 2000;
#endif

// As many as the descriptors of this process allow, since it holds both ends.
inline std::size_t possible_connections(std::size_t wanted) {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, 2 * wanted + 100);
  setrlimit(RLIMIT_NOFILE, &limit);
  getrlimit(RLIMIT_NOFILE, &limit);
  return std::min(wanted, (static_cast<std::size_t>(limit.rlim_cur) - 100) / 2);
}

}  // namespace krm::test
