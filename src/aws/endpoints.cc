#include "aws/endpoints.h"

#include <fmt/format.h>

#include <array>
#include <string_view>

#include "aws/regions.h"

namespace krm::aws {
namespace {

struct Partition {
  std::string_view region_prefix;
  std::array<std::string_view, 2> dns_suffixes;  // plain, then dual-stack
};

// The last one is for the regions that no other claims.
constexpr std::array partitions = {
    Partition{"cn-", {"amazonaws.com.cn", "api.amazonwebservices.com.cn"}},
    Partition{"eusc-", {"amazonaws.eu", "api.amazonwebservices.eu"}},
    Partition{"", {"amazonaws.com", "api.aws"}},
};

const Partition& partition_of(std::string_view region) {
  for (const Partition& partition : partitions) {
    if (region.starts_with(partition.region_prefix)) return partition;
  }
  return partitions.back();
}

}  // namespace

std::vector<std::string> kms_hosts() {
  std::vector<std::string> hosts;
  for (const std::string_view region : regions) {
    for (const std::string_view suffix : partition_of(region).dns_suffixes) {
      for (const std::string_view service : {"kms", "kms-fips"}) {
        hosts.push_back(fmt::format("{}.{}.{}", service, region, suffix));
      }
    }
  }
  return hosts;
}

}  // namespace krm::aws
