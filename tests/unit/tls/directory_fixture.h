// A certificate directory that does not exist yet, and what stands in it.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>

#include "base/file.h"
#include "tests/support/certificates.h"
#include "tests/support/log_capture.h"
#include "tests/support/temporary_directory.h"
#include "tls/certificate_directory.h"

namespace krm::tls {

class DirectoryFixture : public testing::Test {
 protected:
  CertificateDirectory directory(const ServerNames& names) const {
    return {path_, names, log_.log};
  }
  // As a server that has just started.
  crypto::CertifiedKey certificate(base::WallTime time, const ServerNames& names) const {
    return directory(names).certificate(time);
  }
  crypto::CertifiedKey certificate(base::WallTime time = test::now) const {
    return certificate(time, names_);
  }

  std::string file(const std::string& name) const { return path_ + '/' + name; }
  std::string read(const std::string& name) const {
    return base::read_file(file(name), 1 << 20).value_or("unreadable");
  }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(file(name), std::ios::binary | std::ios::trunc) << text;
  }
  std::map<std::string, std::string> files() const {
    std::map<std::string, std::string> all;
    for (const auto& entry : std::filesystem::directory_iterator(path_)) {
      const std::string name = entry.path().filename().string();
      all[name] = read(name);
    }
    return all;
  }
  Authority authority() const {
    return Authority(
        crypto::read_certified_key(read("authority.pem"), read("authority.pem")).value());
  }

  // What is there is whole and fits together, and is what certificate() gave.
  void expect_kept(const crypto::CertifiedKey& given) const {
    const Authority kept = authority();
    EXPECT_EQ(read("ca.pem"), crypto::to_pem(*kept.own().certificate));
    EXPECT_EQ(read("server.pem"), given.to_pem());
    EXPECT_TRUE(kept.vouches_for(given));
  }

  // The log since it was last asked for.
  std::string said() {
    const std::string all = log_.text();
    return all.substr(std::exchange(said_, all.size()));
  }
  const std::string made_ = "made a certificate authority: ";
  const std::string made_new_ =
      "warning: made a new certificate authority, which clients must read again, ";

  const test::TemporaryDirectory temporary_;
  const std::string path_ = temporary_ / "state/certificates";
  const test::LogCapture log_;
  const ServerNames names_ = test::names({"localhost", "127.0.0.1", "::1", "kms.test"});

 private:
  std::size_t said_ = 0;
};

}  // namespace krm::tls
