// Finds the certificate that the options ask for, and makes what clients need to trust it.
//
// Thread-safety: functions of their arguments and of the files.
#pragma once

#include <memory>
#include <string>
#include <tl/expected.hpp>

#include "base/clock.h"
#include "base/log.h"
#include "cli/environment.h"
#include "cli/options.h"
#include "tls/certificate_directory.h"
#include "tls/identity.h"

namespace krm::cli {

inline bool has_own_certificate(const Options& options) { return !options.tls_cert.empty(); }

// Returns what is wrong with the options, in one line; empty when nothing is.
std::string certificate_mistake(const Options& options);

// Returns the directory that --tls-dir names, else kms-random-mock in the user's state directory
// (XDG Base Directory Specification). REQUIRES: `log` outlives it.
tls::CertificateDirectory certificate_directory(const Options& options,
                                                const Environment& environment,
                                                const base::Log& log);

// Returns the certificate to show. Reads and makes nothing yet. REQUIRES: `clock` and `log` outlive
// it.
std::unique_ptr<tls::Identity> identity(const Options& options, const Environment& environment,
                                        const base::Clock& clock, const base::Log& log);

// Writes a file beside `trust_file`: the authority in `trust_file` and, after it, what was trusted
// until now. `environment` or the system says what that was. Returns the path of the file, or
// `trust_file` when nothing was trusted. On failure returns one line that says why it cannot be
// written.
tl::expected<std::string, std::string> write_bundle(const std::string& trust_file,
                                                    const Environment& environment);

}  // namespace krm::cli
