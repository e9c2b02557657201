#include "aws/endpoints.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "aws/regions.h"

namespace krm::aws {
namespace {

using Hosts = std::vector<std::string>;

// Those of one region, in the order of all.
Hosts hosts_of(std::string_view region) {
  Hosts hosts = kms_hosts();
  std::erase_if(hosts, [label = '.' + std::string(region) + '.'](const std::string& host) {
    return host.find(label) == std::string::npos;
  });
  return hosts;
}

TEST(KmsHosts, AreTheFourOfARegion) {
  EXPECT_EQ(hosts_of("us-east-1"),
            (Hosts{"kms.us-east-1.amazonaws.com", "kms-fips.us-east-1.amazonaws.com",
                   "kms.us-east-1.api.aws", "kms-fips.us-east-1.api.aws"}));
  EXPECT_EQ(hosts_of("us-gov-west-1"),
            (Hosts{"kms.us-gov-west-1.amazonaws.com", "kms-fips.us-gov-west-1.amazonaws.com",
                   "kms.us-gov-west-1.api.aws", "kms-fips.us-gov-west-1.api.aws"}));
}

TEST(KmsHosts, HaveOtherDomainsInOtherPartitions) {
  EXPECT_EQ(hosts_of("cn-north-1"),
            (Hosts{"kms.cn-north-1.amazonaws.com.cn", "kms-fips.cn-north-1.amazonaws.com.cn",
                   "kms.cn-north-1.api.amazonwebservices.com.cn",
                   "kms-fips.cn-north-1.api.amazonwebservices.com.cn"}));
  EXPECT_EQ(hosts_of("eusc-de-east-1"),
            (Hosts{"kms.eusc-de-east-1.amazonaws.eu", "kms-fips.eusc-de-east-1.amazonaws.eu",
                   "kms.eusc-de-east-1.api.amazonwebservices.eu",
                   "kms-fips.eusc-de-east-1.api.amazonwebservices.eu"}));
}

// The partition of a region is told by its prefix, and a country of the EU is no part of it.
TEST(KmsHosts, HaveThePartitionOfTheirRegion) {
  const std::set<std::string_view> china = {"cn-north-1", "cn-northwest-1"};
  for (const std::string_view region : regions) {
    const std::string plain = hosts_of(region).front();
    const std::string domain = china.contains(region)       ? "amazonaws.com.cn"
                               : region == "eusc-de-east-1" ? "amazonaws.eu"
                                                            : "amazonaws.com";
    EXPECT_EQ(plain, "kms." + std::string(region) + '.' + domain);
  }
}

TEST(KmsHosts, AreFourOfEachRegionAndAllOfThemOthers) {
  const Hosts hosts = kms_hosts();
  EXPECT_EQ(hosts.size(), 41u * 4);
  EXPECT_EQ(std::set(hosts.begin(), hosts.end()).size(), hosts.size());
  for (const std::string_view region : regions) EXPECT_EQ(hosts_of(region).size(), 4u) << region;
}

TEST(KmsHosts, AreInLowerCase) {
  for (const std::string& host : kms_hosts()) {
    EXPECT_EQ(host.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-."), std::string::npos)
        << host;
  }
}

}  // namespace
}  // namespace krm::aws
