// The authority of this machine and the certificate of its servers, kept in a directory so that
// clients have to learn whom to trust only once. Servers that share the directory agree.
//
//   ca.pem         what clients trust
//   authority.pem  the same with its key
//   server.pem     what servers show, with its key
//   bundle.pem     what others made of ca.pem (trust_bundle.h); kept up to date if it is there
//
// What is missing, damaged, near its end or for other names is made anew. A new authority permits
// what the one before it did, too, and has its key, so that what other servers show stays good.
// Where nothing can be written all of it works, and ends with the process.
//
// Thread-safety: for one thread at a time.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/clock.h"
#include "base/file_lock.h"
#include "base/log.h"
#include "crypto/certified_key.h"
#include "tls/authority.h"
#include "tls/server_names.h"

namespace krm::tls {

class CertificateDirectory {
 public:
  // An empty path for none. Nothing is touched yet. `log` must outlive this.
  CertificateDirectory(std::string path, ServerNames names, const base::Log& log)
      : path_(std::move(path)), names_(std::move(names)), log_(log) {}

  // Sees to it that there is an authority that may vouch for the names and is good for a while.
  // Warns of one that clients have to trust anew. Throws Broken.
  void ensure_authority(base::WallTime now);

  // The same, and a certificate of it that is good for a while. Throws Broken.
  crypto::CertifiedKey certificate(base::WallTime now);

  // Where clients find the authority, and why they do not; empty when they do. Of the last call of
  // those above.
  std::string trust_file() const { return file("ca.pem"); }
  const std::string& why_not_kept() const { return why_not_kept_; }

 private:
  // While files are read and written.
  struct Hold {
    std::optional<base::FileLock> lock;
    std::string why_not;  // nothing can be written
  };

  std::string file(std::string_view name) const { return path_ + '/' + std::string(name); }
  std::optional<crypto::CertifiedKey> read(std::string_view name) const;
  std::string write(std::string_view name, const std::string& text, unsigned mode) const;

  void hold(Hold& hold) const;
  const Authority& settle_authority(base::WallTime now, const Hold& hold);
  std::string what_lacks(const Authority& authority, base::WallTime now) const;
  std::string keep_authority(bool is_kept, const std::string& why_not) const;
  void tell_of_new_authority(const std::string& why_replaced) const;

  const std::string path_;
  const ServerNames names_;
  const base::Log& log_;
  std::shared_ptr<const Authority> authority_;  // the last, for where it cannot be kept
  std::string why_not_kept_;
};

}  // namespace krm::tls
