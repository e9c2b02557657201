#include "net/addresses.h"

#include <gtest/gtest.h>

namespace krm::net {
namespace {

using Addresses = std::vector<Address>;

TEST(AddressesOf, AreTheAddressesThemselves) {
  const std::vector<std::string> hosts = {"::1", "127.0.0.1", "192.0.2.1"};
  EXPECT_EQ(addresses_of(hosts),
            (Addresses{{"::1", true}, {"127.0.0.1", true}, {"192.0.2.1", true}}));
}

TEST(IsLoopback, TakesNamesAndAddressesOfIt) {
  for (const auto* host : {"localhost", "::1", "127.0.0.1", "127.9.9.9"}) {
    EXPECT_TRUE(is_loopback(host)) << host;
  }
  for (const auto* host : {"", "::", "0.0.0.0", "192.0.2.1", "127.example.com", "127.1"}) {
    EXPECT_FALSE(is_loopback(host)) << host;
  }
}

TEST(WithoutDoubles, KeepsTheOrder) {
  const Addresses all = {{"127.0.0.1", false}, {"::1", false}, {"127.0.0.1", true}};
  EXPECT_EQ(without_doubles(all), (Addresses{{"127.0.0.1", true}, {"::1", false}}));
}

TEST(WithoutDoubles, LeavesOutWhatAnotherTakes) {
  const Addresses all = {{"0.0.0.0", true}, {"127.0.0.1", true}, {"::", true}, {"::1", false}};
  EXPECT_EQ(without_doubles(all), (Addresses{{"::", true}}));
  const Addresses v4 = {{"127.0.0.1", true}, {"0.0.0.0", true}, {"::1", true}};
  EXPECT_EQ(without_doubles(v4), (Addresses{{"0.0.0.0", true}, {"::1", true}}));
  EXPECT_EQ(without_doubles(Addresses{{"0.0.0.0", true}}), (Addresses{{"0.0.0.0", true}}));
}

}  // namespace
}  // namespace krm::net
