// One side of a TLS connection as a value without I/O: fed with what came from the other side, it
// gives what is to be sent there.
//
//   handshake until done, then read, write, close in any order; after each, output() is to be sent
//
// Thread-safety: none.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "tls/owned.h"

namespace krm::tls {

class Session {
 public:
  // The most that write() makes one record of (RFC 8446, 5.1).
  static constexpr std::size_t longest_record = std::size_t{16} << 10;

  // Of a server's or a client's; Context::new_session() gives the former. Throws Broken.
  explicit Session(Ssl session);

  void feed(std::span<const char> bytes);

  // To be sent, in any case and before anything else is asked of the session.
  std::string_view output() const;
  void sent();  // all of it

  enum class Handshake { done, needs_more, failed };
  Handshake handshake();
  // Why it failed, in OpenSSL's words: "unsupported protocol", "tlsv1 alert unknown ca".
  const std::string& failure() const { return failure_; }
  // What was agreed on: "TLSv1.3, TLS_AES_256_GCM_SHA384", and ", resumed".
  std::string terms() const;

  struct Read {
    enum class End {
      bytes,
      needs_more,
      closed,  // by the other side, in due form
      failed,  // what came is no TLS, or said that something failed
    };
    End end;
    std::size_t size;  // with `bytes`, at least 1
  };
  Read read(std::span<char> into);

  // Whether it was fed with something that read() can do nothing with yet.
  bool mid_record() const;

  // False when the session is of no use any more.
  bool write(std::string_view bytes);

  // Says that no more comes from this side.
  void close();

 private:
  Ssl session_;
  std::string failure_;
};

}  // namespace krm::tls
