// The binary's attest from outside: the document, what it says besides, and what it refuses.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <pty.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/support/cbor_item.h"
#include "tests/support/places.h"
#include "tests/support/public_key.h"
#include "tests/support/verified_chain.h"
#include "tests/wire/binary.h"

namespace krm::test {
namespace {

namespace fs = std::filesystem;
using base::Bytes;
using std::chrono::milliseconds;

constexpr base::WallTime then{milliseconds(1735689600123)};  // 2025-01-01

Bytes bytes_of(std::string_view text) {
  const auto view = base::bytes_of(text);
  return {view.begin(), view.end()};
}

CborItem payload_of(const std::string& document) {
  return read_cbor(read_cbor(base::bytes_of(document)).items.at(2).content);
}

class Attest : public testing::Test {
 protected:
  Ran attest(std::vector<std::string> flags) const {
    flags.insert(flags.begin(), "attest");
    return run(std::move(flags), environment_);
  }
  std::string write(std::string_view name, std::string_view text) const {
    std::ofstream(directory_ / name, std::ios::binary | std::ios::trunc) << text;
    return directory_ / name;
  }
  crypto::CertifiedKey root() const {
    return crypto::read_certified_key(content_of(root_), content_of(state_ + "/root.key")).value();
  }

  const TemporaryDirectory directory_;
  const std::string state_ = directory_ / "state/kms-random-mock/nitro";
  const std::string root_ = state_ + "/root.pem";
  const std::string made_ = "made a mock root of Nitro attestation: ";
  const std::vector<std::string> environment_{"XDG_STATE_HOME=" + (directory_ / "state")};
};

TEST_F(Attest, WritesADocumentThatItsRootVouchesFor) {
  const std::string key = rsa_public_key_der(2048);
  const Ran ran = attest({"--public-key", write("key", key), "--nonce", write("nonce", "once"),
                          "--user-data", write("data", ""), "--timestamp", "1735689600123"});
  EXPECT_EQ(ran.code, 0) << ran;
  EXPECT_EQ(ran.err, made_ + root_ + '\n');
  ASSERT_TRUE(ran.out.starts_with("\x84\x44\xa1\x01\x38\x22\xa0\x59"));
  const CborItem payload = payload_of(ran.out);
  EXPECT_EQ(payload["timestamp"].number, 1735689600123u);
  EXPECT_EQ(payload["public_key"].content, bytes_of(key));
  EXPECT_EQ(payload["nonce"].content, bytes_of("once"));
  EXPECT_EQ(payload["user_data"].content, Bytes{});
  EXPECT_FALSE(payload["user_data"].is_null());
  EXPECT_EQ(payload["pcrs"].items.size(), 32u);
  EXPECT_EQ(verdict_on_chain(root(), chain_in(payload), then), "ok");
}

TEST_F(Attest, MakesADocumentOfNowOutOfNothing) {
  const auto before = std::chrono::system_clock::now();
  const Ran ran = attest({});
  const auto after = std::chrono::system_clock::now();
  EXPECT_EQ(ran.code, 0) << ran;
  const CborItem payload = payload_of(ran.out);
  const base::WallTime made{milliseconds(payload["timestamp"].number)};
  EXPECT_GE(made, std::chrono::floor<milliseconds>(before));
  EXPECT_LE(made, after);
  EXPECT_EQ(verdict_on_chain(root(), chain_in(payload), made), "ok");
  for (const auto* name : {"public_key", "nonce", "user_data"}) {
    EXPECT_TRUE(payload[name].is_null()) << name;
  }
}

TEST_F(Attest, TakesItsRootFromTheDirectoryAgain) {
  const std::string ca = directory_ / "ca";
  EXPECT_EQ(attest({"--ca-dir", ca}).err, made_ + ca + "/root.pem\n");
  const std::string root = content_of(ca + "/root.pem");
  const Ran again = attest({"--ca-dir", ca});
  EXPECT_EQ(again.code, 0);
  EXPECT_EQ(again.err, "");
  EXPECT_EQ(content_of(ca + "/root.pem"), root);
  EXPECT_FALSE(fs::exists(state_));
  struct stat state {};
  EXPECT_EQ(stat((ca + "/root.key").c_str(), &state), 0);
  EXPECT_EQ(state.st_mode & 07777u, 0600u);
}

TEST_F(Attest, AgreesWithAnotherThatStartsAtOnce) {
  ChildProcess one(command({"attest"}), environment_);
  ChildProcess other(command({"attest"}), environment_);
  EXPECT_EQ(one.wait(), 0) << one.err();
  EXPECT_EQ(other.wait(), 0) << other.err();
  EXPECT_EQ(one.err() + other.err(), made_ + root_ + '\n');
  for (const std::string& document : {one.out(), other.out()}) {
    EXPECT_EQ(payload_of(document)["cabundle"].items.front().content,
              crypto::to_der(*root().certificate));
  }
}

TEST_F(Attest, SaysWhatTheFlagsSay) {
  const std::string ff(96, 'f');
  const Ran ran = attest({"--tagged", "--debug", "--module-id", "i-1-enc2", "--pcr", "0=" + ff,
                          "--pcr", "20=" + std::string(64, '0')});
  EXPECT_EQ(ran.code, 0) << ran;
  const CborItem document = read_cbor(base::bytes_of(ran.out));
  EXPECT_EQ(document.number, 18u);
  const CborItem payload = read_cbor(document.items.at(0).items.at(2).content);
  EXPECT_EQ(payload["module_id"].text(), "i-1-enc2");
  const std::vector<CborItem>& pcrs = payload["pcrs"].items;
  ASSERT_EQ(pcrs.size(), 34u);
  EXPECT_EQ(pcrs[1].content, Bytes(48, 0xff)) << "in spite of --debug";
  EXPECT_EQ(pcrs[3].content, Bytes(48, 0));
  EXPECT_NE(pcrs[7].content, Bytes(48, 0));
  EXPECT_EQ(pcrs[32].number, 20u);
  EXPECT_EQ(pcrs[33].content, Bytes(32, 0));

  const CborItem tpm = payload_of(attest({"--nitrotpm"}).out);
  EXPECT_EQ(tpm["nitrotpm_pcrs"].items.size(), 48u);
  EXPECT_EQ(tpm["module_id"].text(), "i-0123456789abcdef0-tpm0123456789abcdef");
}

TEST_F(Attest, PutsTheDocumentIntoAFile) {
  const std::string out = write("document", "what was there");
  const Ran ran = attest({"--out", out});
  EXPECT_EQ(ran, (Ran{0, "", made_ + root_ + '\n'}));
  EXPECT_EQ(payload_of(content_of(out))["digest"].text(), "SHA384");
  // In place of a device: who is root would lose it to a mistake here.
  const std::string pipe = directory_ / "pipe";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  for (const auto& [path, why] : std::vector<std::pair<std::string, std::string>>{
           {directory_ / "none/document", "No such file or directory"},
           {pipe, "it is no regular file"},
           {directory_.path(), "it is no regular file"}}) {
    EXPECT_EQ(attest({"--out", path}),
              (Ran{1, "", fmt::format("error: cannot write {}: {}\n", path, why)}));
  }
}

TEST_F(Attest, WarnsOfAKeyThatNobodyCanUse) {
  const std::string path = write("key", "no key");
  attest({});
  const Ran ran = attest({"--public-key", path});
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(ran.err, "warning: --public-key: " + path +
                         " is not the DER of a SubjectPublicKeyInfo; it is used all the same\n");
  EXPECT_EQ(payload_of(ran.out)["public_key"].content, bytes_of("no key"));
}

struct RefusedFlags {
  std::vector<std::string> flags;
  int code;
  std::string line;
};

TEST_F(Attest, SaysInOneLineWhatIsWrong) {
  const std::string much = write("much", std::string(1025, 'x'));
  const std::string empty = write("empty", "");
  const std::string too_much = " has more than the 1024 bytes that a document can hold";
  const std::string none = directory_ / "none";
  for (const auto& [flags, code, line] : std::vector<RefusedFlags>{
           {{"--public-key", much}, 2, "--public-key: " + much + too_much},
           {{"--public-key", empty}, 2, "--public-key: " + empty + " is empty"},
           {{"--nonce", much}, 2, "--nonce: " + much + too_much},
           {{"--user-data", much}, 2, "--user-data: " + much + too_much},
           {{"--nonce", none},
            1,
            "--nonce: " + none + " cannot be read: No such file or directory"},
           {{"--module-id", ""}, 2, "--module-id: \"\" is not a module ID in UTF-8"},
           {{"--timestamp", "now"},
            2,
            "--timestamp: \"now\" is not a time in milliseconds since 1970: 0 to 7258118399999"},
           {{"--pcr", "32=00"},
            2,
            "--pcr: \"32=00\" is not a PCR: a number from 0 to 31, \"=\" and 32, 48 or 64 bytes in "
            "hexadecimal digits"},
           {{"--ca-dir", empty}, 1, "cannot read " + empty + "/root.pem: Not a directory"}}) {
    EXPECT_EQ(attest(flags), (Ran{code, "", "error: " + line + '\n'}));
  }
  EXPECT_FALSE(fs::exists(state_)) << "nothing was made";
  EXPECT_EQ(run({"attest"}),
            (Ran{2, "", "error: there is no place for the mock root; name one with --ca-dir\n"}));
  EXPECT_EQ(attest({"--port", "1"}).code, 2) << "a flag of the server";
}

TEST_F(Attest, SaysWhatToDoWithARootThatLacksItsKey) {
  attest({});
  fs::remove(state_ + "/root.key");
  const Ran ran = attest({});
  EXPECT_EQ(ran.code, 1);
  EXPECT_EQ(ran.out, "");
  EXPECT_TRUE(ran.err.ends_with("; put both there, or remove both to have new ones\n")) << ran;
  EXPECT_EQ(std::ranges::count(ran.err, '\n'), 1) << ran;
}

TEST_F(Attest, FailsWhereStdoutTakesNothing) {
  ChildProcess shell({"/bin/sh", "-c", "exec \"$0\" attest --ca-dir \"$1\" >/dev/full", binary,
                      directory_ / "ca"});
  EXPECT_EQ(shell.wait(), 1);
  EXPECT_EQ(shell.err(),
            made_ + (directory_ / "ca/root.pem") + "\nerror: cannot write to stdout\n");
}

TEST_F(Attest, SparesATerminal) {
  const std::string ca = directory_ / "ca";
  int terminal = -1;
  const pid_t process = forkpty(&terminal, nullptr, nullptr, nullptr);
  ASSERT_GE(process, 0);
  if (process == 0) {
    execl(binary, binary, "attest", "--ca-dir", ca.c_str(), nullptr);
    _exit(127);
  }
  std::string said;
  std::array<char, 4096> piece;
  for (ssize_t size = 0; (size = read(terminal, piece.data(), piece.size())) > 0;) {
    said.append(piece.data(), static_cast<std::size_t>(size));
  }
  close(terminal);
  int status = 0;
  ASSERT_EQ(waitpid(process, &status, 0), process);
  EXPECT_EQ(WIFEXITED(status) ? WEXITSTATUS(status) : -1, 2);
  EXPECT_EQ(said, "error: a document is nothing for a terminal; name a file with --out\r\n");
  EXPECT_FALSE(fs::exists(ca));
}

}  // namespace
}  // namespace krm::test
