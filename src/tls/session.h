// One side of a TLS connection, without I/O. It is fed the bytes from the other side, and returns
// the bytes to send there.
//
//   handshake until done, then read, write, close in any order; send output() after each
//
// Thread-safety: none. It belongs to one connection.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "tls/owned.h"

namespace krm::tls {

class Session {
 public:
  // The most bytes that write() puts into one record (RFC 8446, 5.1).
  static constexpr std::size_t longest_record = std::size_t{16} << 10;

  // Takes a server's or a client's session. Context::new_session() makes a server's, and
  // ClientContext::new_session() a client's. Throws Broken.
  explicit Session(Ssl session);

  // Takes bytes that came from the other side. Throws Broken.
  void feed(std::span<const char> bytes);

  // Returns what must be sent, whatever the call before returned. The caller sends it before it
  // calls anything else.
  std::string_view output() const;
  // Drops all of the output.
  void sent();

  enum class Handshake { done, needs_more, failed };
  Handshake handshake();
  // Returns why it failed, in OpenSSL's words: "unsupported protocol", "tlsv1 alert unknown ca".
  // Where the other side's certificate is to blame it says what is wrong with that.
  const std::string& failure() const { return failure_; }
  // Returns what was agreed on: "TLSv1.3, TLS_AES_256_GCM_SHA384". A resumed session adds
  // ", resumed".
  std::string terms() const;

  // Returns the name that the client has asked for (RFC 6066, 3), or an empty text.
  std::string asked_name() const;

  struct Read {
    enum class End {
      bytes,
      needs_more,
      closed,  // the other side has sent close_notify
      failed,  // what came is not TLS, or says that something failed
    };
    End end;
    std::size_t size;  // at least 1 with `bytes`
  };
  Read read(std::span<char> into);

  // Returns whether it was fed something that read() cannot use yet.
  bool mid_record() const;

  // Encrypts `bytes` into output(). Returns false when the session can no longer be used.
  bool write(std::string_view bytes);

  // Puts close_notify into output(), which says that no more comes from this side.
  void close();

 private:
  Ssl session_;
  std::string failure_;
};

}  // namespace krm::tls
