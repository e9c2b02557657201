// What a scenario says of attestation documents: the files with roots that it names, and PCRs.
#include "scenario/recipient.h"

#include <gtest/gtest.h>

#include <fstream>

#include "nitro/authority.h"
#include "scenario/digest.h"
#include "scenario/load.h"
#include "scenario/named_files.h"
#include "tests/support/temporary_directory.h"

namespace krm::scenario {
namespace {

class RecipientRoots : public testing::Test {
 protected:
  RecipientRoots() {
    write("root.pem", pem_);
    write("junk.pem", "no certificate");
    write("empty.pem", "");
  }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(directory_.path() + "/" + name) << text;
  }
  auto load_with(const std::string& roots, std::optional<std::string> directory) const {
    text_ = "version: 1\nrecipient: {verify: chain, roots: " + roots + "}\n";
    return load(text_, directory);
  }
  std::string mistakes(const std::string& roots, std::optional<std::string> directory) const {
    const auto loaded = load_with(roots, std::move(directory));
    return loaded ? "none" : render(loaded.error(), "s.yaml", text_);
  }

  const test::TemporaryDirectory directory_;
  const std::string pem_ = crypto::to_pem(*nitro::Authority::make().root().certificate);
  mutable std::string text_;
};

TEST_F(RecipientRoots, AreReadFromWhereTheScenarioIs) {
  const auto loaded = load_with("[root.pem, aws]", directory_.path());
  ASSERT_TRUE(loaded) << render(loaded.error(), "s.yaml", text_);
  EXPECT_EQ((*loaded)->recipient->roots, (std::vector<std::string>{"root.pem", "aws"}));
  EXPECT_EQ((*loaded)->recipient->root_texts, std::vector<std::string>{pem_});
}

TEST_F(RecipientRoots, BelongToWhatIsWatchedAndToTheDigest) {
  const auto loaded = load_with("[aws, root.pem]", directory_.path());
  ASSERT_TRUE(loaded);
  const auto files = files_of(**loaded);
  ASSERT_EQ(files.size(), 1U);
  EXPECT_EQ(files[0].path, "root.pem");
  EXPECT_EQ(files[0].content, pem_);
  write("root.pem", pem_ + crypto::to_pem(*nitro::Authority::make().root().certificate));
  EXPECT_NE(digest(**loaded), digest(**load_with("[aws, root.pem]", directory_.path())));
}

TEST_F(RecipientRoots, SayWhatIsWrongWithThem) {
  EXPECT_EQ(mistakes("[none.pem, empty.pem, junk.pem, ., aws]", directory_.path()),
            R"(s.yaml:2:36: cannot read none.pem: No such file or directory
  recipient: {verify: chain, roots: [none.pem, empty.pem, junk.pem, ., aws]}
                                     ^
s.yaml:2:46: empty.pem has no bytes; 1 to 1048576 are wanted
  recipient: {verify: chain, roots: [none.pem, empty.pem, junk.pem, ., aws]}
                                               ^
s.yaml:2:57: junk.pem: there is no certificate in PEM: no start line
  recipient: {verify: chain, roots: [none.pem, empty.pem, junk.pem, ., aws]}
                                                          ^
s.yaml:2:67: cannot read .: Is a directory
  recipient: {verify: chain, roots: [none.pem, empty.pem, junk.pem, ., aws]}
                                                                    ^
)");
}

TEST_F(RecipientRoots, AreFilesOnlyWhereTheScenarioIsOne) {
  EXPECT_EQ(mistakes("[aws]", std::nullopt), "none");
  EXPECT_EQ(mistakes("[root.pem]", std::nullopt),
            "s.yaml:2:36: only a scenario that is a file itself can name a file; say it with "
            "--recipient-root\n"
            "  recipient: {verify: chain, roots: [root.pem]}\n"
            "                                     ^\n");
}

TEST(RecipientPcrs, HaveTheSizeOfADigest) {
  const std::string text = "version: 1\nrecipient: {expect_pcrs: {\"0\": \"00ff\", \"31\": \"" +
                           std::string(96, '0') + "\"}}\n";
  const auto loaded = load(text, std::nullopt);
  ASSERT_FALSE(loaded);
  EXPECT_EQ(render_without_text(loaded.error(), "s.yaml"),
            "s.yaml:2:32: a PCR has 32, 48 or 64 bytes; these are 2\n");
}

}  // namespace
}  // namespace krm::scenario
