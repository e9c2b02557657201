// The authority of this machine and the certificate of its servers, kept in a directory so that
// clients have to learn whom to trust only once. Servers that share the directory agree.
//
//   ca.pem         what clients trust
//   authority.pem  the same with its key
//   server.pem     what servers show, with its key
//
// What is missing, damaged, near its end or for other names is made anew; a new authority permits
// what the one before it did, too. Where nothing can be written all of it works, and ends with the
// process.
//
// Thread-safety: for one thread at a time.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "base/clock.h"
#include "base/log.h"
#include "tls/authority.h"
#include "tls/certified_key.h"
#include "tls/server_names.h"

namespace krm::tls {

class CertificateDirectory {
 public:
  // An empty path for none. Nothing is touched yet. `log` must outlive this.
  CertificateDirectory(std::string path, ServerNames names, const base::Log& log)
      : path_(std::move(path)), names_(std::move(names)), log_(log) {}

  // A certificate for the names that is good for a while. Warns of an authority that clients have
  // to trust anew. Throws Broken.
  CertifiedKey certificate(base::WallTime now);

  // After that: the file with the authority of what certificate() gave last; else why there is
  // none.
  tl::expected<std::string, std::string> trust_file() const;

 private:
  struct Content {
    std::shared_ptr<const Authority> authority;
    std::optional<CertifiedKey> issued;
    bool kept_authority = false;
    bool new_authority = false;
    bool newly_issued = false;
    std::string why_replaced;  // the authority that was there before
  };

  std::string file(std::string_view name) const { return path_ + '/' + std::string(name); }
  std::optional<CertifiedKey> read(std::string_view name) const;
  bool trusts(const Authority& authority) const;
  Content find() const;
  void complete(Content& content, base::WallTime now) const;
  std::string keep(const Content& content, const std::string& why_not) const;
  void tell(const Content& content) const;

  const std::string path_;
  const ServerNames names_;
  const base::Log& log_;
  std::shared_ptr<const Authority> last_;  // for where it cannot be kept
  std::string why_not_kept_;
};

}  // namespace krm::tls
