// OpenSSL's objects with an owner, without OpenSSL's headers.
#pragma once

#include <memory>

struct evp_pkey_st;
struct ssl_ctx_st;
struct ssl_st;
struct x509_st;

namespace krm::tls {

struct Free {
  void operator()(evp_pkey_st* key) const noexcept;
  void operator()(ssl_ctx_st* context) const noexcept;
  void operator()(ssl_st* session) const noexcept;
  void operator()(x509_st* certificate) const noexcept;
};

template <typename T>
using Owned = std::unique_ptr<T, Free>;

}  // namespace krm::tls
