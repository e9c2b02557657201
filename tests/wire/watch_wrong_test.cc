// A watched scenario that is wrong, or gone: what was served before is served on, the log and
// /readyz say why, and both forget it when the file is right again.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "tests/wire/reload_fixture.h"

namespace krm::test {
namespace {

class WrongFile : public ReloadTest {};

TEST_F(WrongFile, IsToldOnceInTheLogAndByReadyzAndServesNobody) {
  replace("drill.yaml", one_);
  Serving server = serve({"--watch"});
  replace("drill.yaml", wrong_);
  EXPECT_TRUE(complaint().starts_with(path_ + ":2:1: ")) << complaint();
  const std::string expected = ready_with(one_, complaint());
  EXPECT_EQ(server.ready_with(expected), expected);
  wait_until_seen();  // again
  EXPECT_EQ(server.hears_body(), bytes(1));

  replace("drill.yaml", two_);
  expect_served(server, two_, 2);
  EXPECT_EQ(server.stop(), server.said() + server.listens() + "\n" + not_taken_up(complaint()) +
                               "reloaded scenario \"two\", seed 1\n");
}

TEST_F(WrongFile, IsForgottenWhenTheFileIsAsItWas) {
  replace("drill.yaml", one_);
  Serving server = serve({"--watch"});
  for (int round = 0; round < 2; ++round) {
    replace("drill.yaml", wrong_);
    const std::string expected = ready_with(one_, complaint());
    EXPECT_EQ(server.ready_with(expected), expected);
    replace("drill.yaml", one_);
    expect_served(server, one_, 1);
  }
  const std::string round = not_taken_up(complaint()) + path_ + " is as it was before\n";
  EXPECT_EQ(server.stop(), server.said() + server.listens() + "\n" + round + round);
}

TEST_F(WrongFile, IsTheFileThatIsGone) {
  replace("drill.yaml", one_);
  Serving server = serve({"--watch"});
  const std::string gone = fmt::format("cannot read {}: No such file or directory\n", path_);
  const auto remove = [&](const std::string& served) {
    std::filesystem::remove(path_);
    const std::string expected = ready_with(served, gone);
    EXPECT_EQ(server.ready_with(expected), expected);
  };
  remove(one_);
  replace("drill.yaml", two_);
  expect_served(server, two_, 2);
  remove(two_);
  replace("drill.yaml", two_);
  expect_served(server, two_, 2);
  const std::string told = not_taken_up(gone);
  EXPECT_EQ(server.stop(), server.said() + server.listens() + "\n" + told +
                               "reloaded scenario \"two\", seed 1\n" + told + path_ +
                               " is as it was before\n");
}

}  // namespace
}  // namespace krm::test
