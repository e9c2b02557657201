// Owning pointers to OpenSSL's contexts and sessions. They do without OpenSSL's headers.
//
// Thread-safety: as std::unique_ptr's.
#pragma once

#include <memory>

struct ssl_ctx_st;
struct ssl_st;

namespace krm::tls {

struct FreeSsl {
  void operator()(ssl_ctx_st* context) const noexcept;
  void operator()(ssl_st* session) const noexcept;
};

using SslContext = std::unique_ptr<ssl_ctx_st, FreeSsl>;
using Ssl = std::unique_ptr<ssl_st, FreeSsl>;

}  // namespace krm::tls
