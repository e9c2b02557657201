// Owning pointers to OpenSSL's objects. They do without OpenSSL's headers.
//
// Thread-safety: as std::unique_ptr's.
#pragma once

#include <memory>

struct ECDSA_SIG_st;
struct X509_algor_st;
struct X509_extension_st;
struct X509_sig_st;
struct bignum_st;
struct bio_st;
struct evp_cipher_ctx_st;
struct evp_md_ctx_st;
struct evp_pkey_ctx_st;
struct evp_pkey_st;
struct stack_st_X509;
struct x509_st;
struct x509_store_ctx_st;
struct x509_store_st;

namespace krm::crypto {

struct Free {
  void operator()(ECDSA_SIG_st* signature) const noexcept;
  void operator()(X509_algor_st* algorithm) const noexcept;
  void operator()(X509_extension_st* extension) const noexcept;
  void operator()(X509_sig_st* encrypted) const noexcept;
  void operator()(bignum_st* number) const noexcept;
  void operator()(bio_st* stream) const noexcept;
  void operator()(evp_cipher_ctx_st* context) const noexcept;
  void operator()(evp_md_ctx_st* context) const noexcept;
  void operator()(evp_pkey_ctx_st* context) const noexcept;
  void operator()(evp_pkey_st* key) const noexcept;
  void operator()(stack_st_X509* certificates) const noexcept;  // frees all that is in it too
  void operator()(x509_st* certificate) const noexcept;
  void operator()(x509_store_ctx_st* context) const noexcept;
  void operator()(x509_store_st* store) const noexcept;
};

template <typename T>
using Owned = std::unique_ptr<T, Free>;

}  // namespace krm::crypto
