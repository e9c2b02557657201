#include "crypto/failure.h"

#include <fmt/format.h>
#include <openssl/err.h>

namespace krm::crypto {

std::string take_failure() {
  const unsigned long code = ERR_peek_error();
  ERR_clear_error();
  if (code == 0) return {};
  const char* reason = ERR_reason_error_string(code);
  return reason != nullptr ? reason : fmt::format("OpenSSL's error {:#x}", code);
}

void require(bool done, const char* what) {
  if (!done) throw Broken(fmt::format("OpenSSL cannot {}: {}", what, take_failure()));
}

}  // namespace krm::crypto
