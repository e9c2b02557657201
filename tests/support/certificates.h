// What a test wants to know of certificates, asked of OpenSSL itself.
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

// For the messages of failures.
void PrintTo(const ServerNames& names, std::ostream* out);

}  // namespace krm::tls

namespace krm::test {

// 2026-11-24T07:15:00Z, where a ManualClock begins.
inline constexpr base::WallTime now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} +
                                    std::chrono::hours(7) + std::chrono::minutes(15)};

// Throws when one is none.
tls::ServerNames names(std::initializer_list<std::string_view> texts);

base::WallTime begin_of(const x509_st& certificate);
base::WallTime end_of(const x509_st& certificate);

// Of the serial number, in hex.
std::string serial_of(const x509_st& certificate);

// The verdict of OpenSSL's verifier in its words, "ok" or "permitted subtree violation": strict, of
// a client that trusts `authority` alone, is shown `shown` and its chain, and wants to reach
// `host`, a name or an address as people write it, at the time `at`.
std::string verdict(const crypto::CertifiedKey& authority, const crypto::CertifiedKey& shown,
                    std::string_view host, base::WallTime at = now);

// An RSA key, and a certificate that it signed itself.
crypto::CertifiedKey rsa(unsigned bits);

}  // namespace krm::test
