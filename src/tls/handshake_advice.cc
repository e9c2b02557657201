#include "tls/handshake_advice.h"

#include <fmt/format.h>

#include <array>

namespace krm::tls {
namespace {

enum class Kind { trust, trust_or_name, offer, protocol };

struct Sign {
  std::string_view in_failure;
  Kind kind;
};

// The words are OpenSSL's.
constexpr std::array signs{
    Sign{"alert unknown ca", Kind::trust},
    Sign{"alert bad certificate", Kind::trust_or_name},
    Sign{"alert unsupported certificate", Kind::trust},
    Sign{"alert certificate expired", Kind::trust},
    Sign{"alert certificate unknown", Kind::trust_or_name},
    Sign{"alert access denied", Kind::trust},
    Sign{"unsupported protocol", Kind::offer},
    Sign{"wrong version number", Kind::offer},
    Sign{"no shared cipher", Kind::offer},
    Sign{"no suitable key share", Kind::offer},
    Sign{"no suitable signature algorithm", Kind::offer},
    Sign{"no application protocol", Kind::protocol},
};

// The words of OpenSSL's verifier for a chain that ends at nobody who is trusted.
constexpr std::array<std::string_view, 4> not_trusted{
    "unable to get local issuer certificate", "self-signed certificate", "self signed certificate",
    "unable to verify the first certificate"};

}  // namespace

std::string advice_for_own(std::string_view failure, std::string_view host) {
  for (const std::string_view words : not_trusted) {
    if (failure.starts_with(words)) return " (--upstream-ca names a CA)";
  }
  if (failure == "hostname mismatch" || failure == "IP address mismatch") {
    return fmt::format(" (its certificate is not for {})", host);
  }
  if (failure == "wrong version number") return " (does it speak plain HTTP? use an http URL)";
  return {};
}

std::string advice_for(std::string_view failure, std::string_view whom_to_trust,
                       std::string_view name_lacking) {
  for (const Sign& sign : signs) {
    if (failure.find(sign.in_failure) == std::string_view::npos) continue;
    if (sign.kind == Kind::offer)
      return "the client must offer TLS 1.2 or 1.3, with ECDHE, and AES-GCM or ChaCha20";
    if (sign.kind == Kind::protocol) return "the client must offer http/1.1";
    if (sign.kind == Kind::trust_or_name && !name_lacking.empty()) return std::string(name_lacking);
    return fmt::format(
        "the client refuses the certificate; let it trust {}, and ask for a name that the "
        "certificate is for (not all take addresses: docs/https.md)",
        whom_to_trust);
  }
  if (!name_lacking.empty()) return std::string(name_lacking);
  return fmt::format("most clients that do this do not trust the certificate; let it trust {}",
                     whom_to_trust);
}

}  // namespace krm::tls
