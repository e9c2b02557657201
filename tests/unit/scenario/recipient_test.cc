// What a scenario says of attestation documents: the files with roots that it names, and PCRs.
#include "scenario/recipient.h"

#include <gtest/gtest.h>

#include <fstream>

#include "document/json.h"
#include "nitro/authority.h"
#include "scenario/digest.h"
#include "scenario/load.h"
#include "tests/support/temporary_directory.h"

namespace krm::scenario {
namespace {

std::string written(const Recipient& recipient) {
  std::string json = to_json(Codec<Recipient>::write(recipient));
  std::erase_if(json, [](char c) { return c == '\n' || c == ' '; });
  return json;
}

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

  static crypto::TrustAnchors anchors_of(const std::vector<std::string>& pems) {
    crypto::TrustAnchors anchors;
    for (const std::string& pem : pems) EXPECT_TRUE(anchors.add_pem(pem));
    return anchors;
  }

  const test::TemporaryDirectory directory_;
  const std::string pem_ = crypto::to_pem(*nitro::Authority::make().root().certificate);
  mutable std::string text_;
};

TEST_F(RecipientRoots, AreReadFromWhereTheScenarioIs) {
  const auto loaded = load_with("[root.pem, aws]", directory_.path());
  ASSERT_TRUE(loaded) << render(loaded.error(), "s.yaml", text_);
  const Recipient& recipient = *(*loaded)->recipient;
  EXPECT_TRUE(recipient.roots.aws);
  EXPECT_EQ(recipient.roots.anchors, anchors_of({pem_}));
  EXPECT_EQ(written(recipient), R"({"verify":"chain","roots":["root.pem","aws"]})");
}

TEST_F(RecipientRoots, AreTheCertificatesOfAllFilesInTheirOrder) {
  const std::string other = crypto::to_pem(*nitro::Authority::make().root().certificate);
  write("other.pem", other);
  const auto loaded = load_with("[other.pem, root.pem]", directory_.path());
  ASSERT_TRUE(loaded);
  const nitro::Roots& roots = (*loaded)->recipient->roots;
  EXPECT_FALSE(roots.aws);
  EXPECT_EQ(roots.anchors, anchors_of({other, pem_}));
  EXPECT_NE(roots.anchors, anchors_of({pem_, other}));
  EXPECT_EQ(**loaded, **load(dump(**loaded), directory_.path()));
}

TEST_F(RecipientRoots, BelongToWhatIsWatchedAndToTheDigest) {
  const auto loaded = load_with("[aws, root.pem]", directory_.path());
  ASSERT_TRUE(loaded);
  const auto files = referenced_files(**loaded);
  ASSERT_EQ(files.size(), 1U);
  EXPECT_EQ(files[0]->path, "root.pem");
  EXPECT_EQ(files[0]->content, pem_);
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

TEST(RecipientPcrs, AreReadByNumberAndWrittenInTheOrderOfTheirTexts) {
  const std::string zeros(64, '0');
  const auto loaded = load("version: 1\nrecipient: {expect_pcrs: {\"9\": \"" + zeros +
                               "\", \"31\": \"" + zeros + "\"}}\n",
                           std::nullopt);
  ASSERT_TRUE(loaded);
  const Recipient& recipient = *(*loaded)->recipient;
  const base::Bytes value(32, 0);
  EXPECT_EQ(recipient.expected_pcrs, (nitro::Pcrs{{9, value}, {31, value}}));
  EXPECT_EQ(written(recipient),
            "{\"expect_pcrs\":{\"31\":\"" + zeros + "\",\"9\":\"" + zeros + "\"}}");
}

TEST_F(RecipientRoots, AreJudgedWhateverElseIsWrong) {
  text_ = "version: 1\nrecipient: {expect_pcrs: {\"0\": \"00ff\"}, roots: [none.pem], skew: 1s}\n";
  const auto loaded = load(text_, directory_.path());
  ASSERT_FALSE(loaded);
  EXPECT_EQ(render_without_text(loaded.error(), "s.yaml"),
            "s.yaml:2:32: a PCR has 32, 48 or 64 bytes; these are 2\n"
            "s.yaml:2:49: cannot read none.pem: No such file or directory\n");
}

}  // namespace
}  // namespace krm::scenario
