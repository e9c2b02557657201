// Knows what this server shows to TLS clients: a certificate that was given, or one of this
// machine's authority. The latter is made when a client first asks, and renewed before it ends.
//
// Thread-safety: any thread may call all members.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <tl/expected.hpp>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "base/log.h"
#include "tls/certificate_directory.h"
#include "tls/context.h"

namespace krm::tls {

// Names PEM files. They are read whole.
struct GivenFiles {
  std::string certificates;
  std::string key;
};

class Identity {
 public:
  // Touches no file yet. `clock` and `log` must outlive this object.
  Identity(GivenFiles files, const base::Clock& clock, const base::Log& log)
      : source_(std::move(files)), clock_(clock), log_(log) {}
  Identity(CertificateDirectory directory, const base::Clock& clock, const base::Log& log)
      : source_(std::move(directory)), clock_(clock), log_(log) {}

  // Reads everything again, and makes what is missing. On failure returns one line about the given
  // files, and keeps showing what it showed before. Warns once of an authority that cannot be kept.
  // Throws Broken.
  tl::expected<void, std::string> load();

  // Does the same for what is shown already. Does not make what no client has asked for yet. Also
  // fails where load() would throw Broken.
  tl::expected<void, std::string> reload();

  // Returns what clients have to trust, in words for people: a file, or whose certificate it is.
  std::string whom_to_trust() const;

  // Returns what to do about a client that asks for `name`, or an empty text when a certificate
  // that is shown is for it. Clients that ask for no name, or for an address, lack nothing.
  std::string what_lacks_for(const std::string& name) const;

  // Returns the context for a new session. REQUIRES: if files were given, a load() has succeeded.
  // Throws Broken.
  std::shared_ptr<const Context> context();

 private:
  // REQUIRES, for all of these: the caller holds the mutex.
  tl::expected<void, std::string> load_all();
  void show_issued(CertificateDirectory& directory);
  tl::expected<void, std::string> load_given(const GivenFiles& files);

  mutable std::mutex mutex_;
  std::variant<GivenFiles, CertificateDirectory> source_;
  const base::Clock& clock_;
  const base::Log& log_;
  std::vector<crypto::CertifiedKey> shown_;  // empty: none yet
  std::shared_ptr<const Context> context_;   // shows them
  bool warned_ = false;
};

}  // namespace krm::tls
