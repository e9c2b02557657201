// Servers that start at once in one directory.
#include <array>
#include <thread>
#include <vector>

#include "tests/unit/tls/directory_fixture.h"

namespace krm::tls {
namespace {

using test::names;
using test::now;

using SharedDirectory = DirectoryFixture;

TEST_F(SharedDirectory, GivesAllTheSame) {
  std::array<std::string, 4> given;
  std::vector<std::thread> servers;
  for (std::string& mine : given) {
    servers.emplace_back([this, &mine] { mine = certificate().to_pem(); });
  }
  for (std::thread& server : servers) server.join();
  EXPECT_EQ(given, (std::array{given[0], given[0], given[0], given[0]}));
  expect_kept(crypto::read_certified_key(given[0], given[0]).value());
  EXPECT_EQ(said(), made_ + file("ca.pem") + '\n') << "one made it";
  EXPECT_EQ(certificate().to_pem(), given[0]);
}

// Each shows its own names, and one authority vouches for both.
TEST_F(SharedDirectory, GivesOneAuthorityToServersOfDifferentNames) {
  certificate(now, names({"localhost", "a.test", "b.test"}));
  const std::string before = read("authority.pem");
  const std::array wanted = {names({"a.test"}), names({"b.test"})};
  std::vector<std::thread> servers;
  for (const ServerNames& mine : wanted) {
    servers.emplace_back([this, &mine] {
      for (int i = 0; i < 5; ++i) {
        const crypto::CertifiedKey given = certificate(now, mine);
        EXPECT_EQ(test::verdict(authority().own(), given, *mine.hosts.begin()), "ok");
      }
    });
  }
  for (std::thread& server : servers) server.join();
  EXPECT_EQ(read("authority.pem"), before);
  EXPECT_EQ(said(), made_ + file("ca.pem") + '\n');
}

}  // namespace
}  // namespace krm::tls
