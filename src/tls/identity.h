// What this server shows to those who speak TLS: a certificate that was given, or one of this
// machine's authority, made when somebody first asks and renewed before it ends.
//
// Thread-safety: all members may be called from any thread.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <variant>

#include "base/clock.h"
#include "base/log.h"
#include "tls/certificate_directory.h"
#include "tls/context.h"

namespace krm::tls {

// PEM files, read whole.
struct GivenFiles {
  std::string certificates;
  std::string key;
};

class Identity {
 public:
  // Touches nothing yet. Clock and log must outlive this.
  Identity(GivenFiles files, const base::Clock& clock, const base::Log& log)
      : source_(std::move(files)), clock_(clock), log_(log) {}
  Identity(CertificateDirectory directory, const base::Clock& clock, const base::Log& log)
      : source_(std::move(directory)), clock_(clock), log_(log) {}

  // Reads everything anew, and makes what is missing. Fails with one line about files that were
  // given; what was shown before is shown on. Warns once of an authority that cannot be kept.
  tl::expected<void, std::string> load();

  // The same for what is shown already; what nobody has asked for yet is not made. Fails also where
  // load() would throw Broken.
  tl::expected<void, std::string> reload();

  // For a new session. REQUIRES: a load() that did not fail, where files were given. Throws Broken.
  std::shared_ptr<const Context> context();

 private:
  // All of them with the mutex held.
  tl::expected<void, std::string> load_all();
  void show(crypto::CertifiedKey key);
  void show_issued(CertificateDirectory& directory);
  tl::expected<void, std::string> load_given(const GivenFiles& files);

  std::mutex mutex_;
  std::variant<GivenFiles, CertificateDirectory> source_;
  const base::Clock& clock_;
  const base::Log& log_;
  std::optional<crypto::CertifiedKey> shown_;
  std::shared_ptr<const Context> context_;  // of what is shown
  bool warned_ = false;
};

}  // namespace krm::tls
