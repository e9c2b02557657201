// Which certificate the options ask for, and how clients come to trust it.
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

// What is wrong with the options, in one line; empty when nothing is.
std::string certificate_mistake(const Options& options);

// --tls-dir, else kms-random-mock in the user's state directory (XDG Base Directory Specification).
// `log` must outlive it.
tls::CertificateDirectory certificate_directory(const Options& options,
                                                const Environment& environment,
                                                const base::Log& log);

// Nothing is read or made yet. Clock and log must outlive it.
std::unique_ptr<tls::Identity> identity(const Options& options, const Environment& environment,
                                        const base::Clock& clock, const base::Log& log);

// A file beside `trust_file` that holds the authority there and, behind it, what was trusted until
// now, as far as `environment` or the system says. Returns its path, or `trust_file` where nothing
// was; or one line that says why it cannot be written.
tl::expected<std::string, std::string> write_bundle(const std::string& trust_file,
                                                    const Environment& environment);

}  // namespace krm::cli
