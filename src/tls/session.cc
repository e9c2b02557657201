#include "tls/session.h"

#include <fmt/format.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>

#include <utility>

#include "crypto/failure.h"

namespace krm::tls {
namespace {

// Returns what is wrong with the other side's certificate. Returns an empty text when nothing is,
// or when nobody asked.
std::string verdict_of(const SSL* session) {
  const long verdict = SSL_get_verify_result(session);
  const bool was_asked_for = (SSL_get_verify_mode(session) & SSL_VERIFY_PEER) != 0;
  return was_asked_for && verdict != X509_V_OK ? X509_verify_cert_error_string(verdict) : "";
}

}  // namespace

Session::Session(Ssl session) : session_(std::move(session)) {
  BIO* in = BIO_new(BIO_s_mem());
  BIO* out = BIO_new(BIO_s_mem());
  if (in == nullptr || out == nullptr) {
    BIO_free(in);
    BIO_free(out);
    crypto::require(false, "make room for a session");
  }
  BIO_set_mem_eof_return(in, -1);  // an empty input waits for more bytes; it is not at its end
  SSL_set_bio(session_.get(), in, out);
}

void Session::feed(std::span<const char> bytes) {
  crypto::require(BIO_write(SSL_get_rbio(session_.get()), bytes.data(),
                            static_cast<int>(bytes.size())) == static_cast<int>(bytes.size()),
                  "take bytes in");
}

std::string_view Session::output() const {
  char* data = nullptr;
  const long size = BIO_get_mem_data(SSL_get_wbio(session_.get()), &data);
  return {data, static_cast<std::size_t>(size)};
}

void Session::sent() { BIO_reset(SSL_get_wbio(session_.get())); }

// SSL_get_error() also looks at the error queue, so each caller of it clears the queue first.

Session::Handshake Session::handshake() {
  ERR_clear_error();
  const int outcome = SSL_do_handshake(session_.get());
  if (outcome == 1) return Handshake::done;
  const int error = SSL_get_error(session_.get(), outcome);
  if (error == SSL_ERROR_WANT_READ) return Handshake::needs_more;
  failure_ = crypto::take_failure();
  if (error == SSL_ERROR_ZERO_RETURN) failure_ = "close notify";  // OpenSSL calls it no failure
  if (auto verdict = verdict_of(session_.get()); !verdict.empty()) failure_ = std::move(verdict);
  return Handshake::failed;
}

std::string Session::terms() const {
  return fmt::format("{}, {}{}", SSL_get_version(session_.get()),
                     SSL_get_cipher_name(session_.get()),
                     SSL_session_reused(session_.get()) == 1 ? ", resumed" : "");
}

std::string Session::asked_name() const {
  const char* name = SSL_get_servername(session_.get(), TLSEXT_NAMETYPE_host_name);
  return name == nullptr ? "" : name;
}

Session::Read Session::read(std::span<char> into) {
  ERR_clear_error();
  std::size_t size = 0;
  const int outcome = SSL_read_ex(session_.get(), into.data(), into.size(), &size);
  if (outcome == 1) return {Read::End::bytes, size};
  const int error = SSL_get_error(session_.get(), outcome);
  if (error == SSL_ERROR_WANT_READ) return {Read::End::needs_more, 0};
  failure_ = crypto::take_failure();
  return {error == SSL_ERROR_ZERO_RETURN ? Read::End::closed : Read::End::failed, 0};
}

bool Session::mid_record() const {
  return SSL_has_pending(session_.get()) == 1 || BIO_pending(SSL_get_rbio(session_.get())) > 0;
}

bool Session::write(std::string_view bytes) {
  ERR_clear_error();
  std::size_t size = 0;
  if (SSL_write_ex(session_.get(), bytes.data(), bytes.size(), &size) == 1) return true;
  crypto::take_failure();
  return false;
}

void Session::close() {
  SSL_shutdown(session_.get());
  crypto::take_failure();
}

}  // namespace krm::tls
