// Who may use the admin API.
#pragma once

#include <string>
#include <vector>

namespace krm::admin {

struct Access {
  std::string token{};               // demanded of every request; empty: none
  std::vector<std::string> hosts{};  // further names that Host may have
};

}  // namespace krm::admin
