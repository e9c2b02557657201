#include "cli/environment.h"

#include <gtest/gtest.h>

namespace krm::cli {
namespace {

TEST(Environment, IsReadAsNamesAndValues) {
  const char* const entries[] = {"A=1", "B=", "C=x=y", "broken", nullptr};
  EXPECT_EQ(read_environment(entries), (Environment{{"A", "1"}, {"B", ""}, {"C", "x=y"}}));
  EXPECT_EQ(read_environment(nullptr), Environment{});
}

TEST(OwnVariables, AreThoseOfTheOptions) {
  const Environment environment = {{"KMS_RANDOM_MOCK_PORT", "1"}, {"PATH", "/bin"}};
  EXPECT_EQ(own_variables(environment).value(), (Environment{{"KMS_RANDOM_MOCK_PORT", "1"}}));
}

TEST(OwnVariables, AreUnsetWhenEmpty) {
  EXPECT_EQ(own_variables({{"KMS_RANDOM_MOCK_PORT", ""}}).value(), Environment{});
}

TEST(OwnVariables, MayNotBeMisspelt) {
  EXPECT_EQ(own_variables({{"KMS_RANDOM_MOCK_PROT", "1"}}).error(),
            "KMS_RANDOM_MOCK_PROT is set, but there is no such setting; did you mean "
            "\"KMS_RANDOM_MOCK_PORT\"?");
}

// What Kubernetes sets in every pod when a service has our name.
TEST(OwnVariables, AreNotThoseOfAKubernetesService) {
  const Environment injected = {
      {"KMS_RANDOM_MOCK_SERVICE_HOST", "10.0.0.1"},
      {"KMS_RANDOM_MOCK_SERVICE_PORT", "4599"},
      {"KMS_RANDOM_MOCK_SERVICE_PORT_HTTP", "4599"},
      {"KMS_RANDOM_MOCK_PORT", "tcp://10.0.0.1:4599"},
      {"KMS_RANDOM_MOCK_PORT_4599_TCP", "tcp://10.0.0.1:4599"},
      {"KMS_RANDOM_MOCK_PORT_4599_TCP_PROTO", "tcp"},
      {"KMS_RANDOM_MOCK_PORT_4599_TCP_PORT", "4599"},
      {"KMS_RANDOM_MOCK_PORT_4599_TCP_ADDR", "10.0.0.1"},
      {"KMS_RANDOM_MOCK_BLUE_SERVICE_HOST", "10.0.0.2"},
      {"KMS_RANDOM_MOCK_NAME", "/runner-1-build/kms-random-mock"},
      {"KMS_RANDOM_MOCK_ENV_KMS_RANDOM_MOCK_HOST", "0.0.0.0"},
      {"KMS_RANDOM_MOCK_REPORT_API_PORT_80_TCP", "tcp://10.0.0.2:80"},
      {"KMS_RANDOM_MOCK_PORT_UI_PORT_80_UDP_ADDR", "10.0.0.2"},
      {"KMS_RANDOM_MOCK_BLUE_PORT", "tcp://10.0.0.2:4599"},
  };
  const auto own = own_variables(injected);
  ASSERT_TRUE(own) << own.error();
  EXPECT_TRUE(own->empty());
  EXPECT_FALSE(own_variables({{"KMS_RANDOM_MOCK_PORT_X_TCP", "1"}}));
  EXPECT_FALSE(own_variables({{"KMS_RANDOM_MOCK_BLUE_PORT", "4599"}}));
  EXPECT_FALSE(own_variables({{"KMS_RANDOM_MOCK_MYSERVICE_HOST", "x"}}));
}

}  // namespace
}  // namespace krm::cli
