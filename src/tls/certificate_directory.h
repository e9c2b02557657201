// Keeps the authority of this machine and the certificates of its servers in a directory. Clients
// then have to learn only once whom to trust. Servers that share the directory agree.
//
//   ca.pem         what clients trust
//   authority.pem  the same with its key
//   server.pem     what servers show, with its key: for all their names and addresses
//   server-by-name.pem  the same for their names alone
//   bundle.pem     what others made of ca.pem (trust_bundle.h); kept up to date if it is there
//
// What is missing, damaged, near its end or for other names is made again. A new authority permits
// what the one before it permitted too, and has its key. What other servers show therefore stays
// valid. This holds if the one before can be read and has name constraints.
//
// Where nothing can be written everything works too, but it ends with the process.
//
// Thread-safety: none. One thread at a time may use it.
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
  // Touches no file yet. An empty path means no directory. `log` must outlive this object.
  CertificateDirectory(std::string path, ServerNames names, const base::Log& log)
      : path_(std::move(path)), names_(std::move(names)), log_(log) {}

  // Makes sure of an authority that may vouch for the names. It stays valid for Authority::renewal
  // at least. Warns of a new one, which clients have to trust again. Throws Broken.
  void ensure_authority(base::WallTime now);

  // Says whom a certificate is shown to. BoringSSL and AWS-LC take no address in a certificate
  // whose authority is constrained to addresses (aws/aws-lc#2340), so who asks for a name gets one
  // without addresses.
  enum class For { anyone, by_name };

  // Does the same, and returns a certificate of that authority, valid as long. Throws Broken.
  crypto::CertifiedKey certificate(base::WallTime now, For client = For::anyone);

  // Returns the file in which clients find the authority.
  std::string trust_file() const { return file("ca.pem"); }
  // Returns why clients do not find the authority there, after the last of the calls above. Returns
  // an empty text when they do.
  const std::string& why_not_kept() const { return why_not_kept_; }

 private:
  // Exists while files are read and written.
  struct Hold {
    std::optional<base::FileLock> lock;
    std::string why_not;  // why nothing can be written; empty: it can
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
  std::shared_ptr<const Authority> authority_;  // the last one, in case no file can keep it
  std::string why_not_kept_;
};

}  // namespace krm::tls
