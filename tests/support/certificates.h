// Asks OpenSSL itself what a test wants to know about certificates.
#pragma once

#include <initializer_list>
#include <ostream>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "crypto/certified_key.h"
#include "crypto/owned.h"
#include "tls/server_names.h"

namespace krm::tls {

// Prints names in the messages of failed tests.
void PrintTo(const ServerNames& names, std::ostream* out);

}  // namespace krm::tls

namespace krm::test {

// 2026-11-24T07:15:00Z, where a ManualClock begins.
inline constexpr base::WallTime now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} +
                                    std::chrono::hours(7) + std::chrono::minutes(15)};

// Returns these names. Throws when one of the texts is no name.
tls::ServerNames names(std::initializer_list<std::string_view> texts);

base::WallTime begin_of(const x509_st& certificate);
base::WallTime end_of(const x509_st& certificate);

// Returns the serial number in hex.
std::string serial_of(const x509_st& certificate);

// Returns what OpenSSL's strict verifier says, in its words: "ok" or "permitted subtree violation".
// It verifies for a client that trusts `authority` alone, at the time `at`. The client is shown
// `shown` and its chain. It wants to reach `host`, a name or an address as people write it.
std::string verdict(const crypto::CertifiedKey& authority, const crypto::CertifiedKey& shown,
                    std::string_view host, base::WallTime at = now);

// Returns an RSA key and a certificate that the key signed itself. The key is the same for all who
// ask for that size.
crypto::CertifiedKey rsa(unsigned bits);

}  // namespace krm::test
