// Sessions of OpenSSL with an owner, without OpenSSL's headers.
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
