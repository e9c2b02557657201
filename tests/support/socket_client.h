// Sends and reads bytes for a test, on TCP or on TLS, and tells how the other side ended. Its calls
// block, but never longer than `patience`. So a silent server fails a test and does not hang it.
//
// Thread-safety: none.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

#include "tests/support/tls_peer.h"
#include "tls/session.h"

namespace krm::test {

inline constexpr std::chrono::seconds patience{15};

enum class End {
  open,  // no end was seen before the patience ended
  fin,
  rst,  // ECONNRESET; also a RST behind a FIN, unless this side sent FIN first
};

// Holds all bytes up to the end of a connection.
struct Received {
  std::string bytes;
  End end;

  bool operator==(const Received&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Received& received);

class SocketClient {
 public:
  using Duration = std::chrono::milliseconds;

  // Connects to 127.0.0.1. When `receive_buffer` is not zero, the kernel takes in only about that
  // many bytes for a client that does not read. Throws std::system_error when it cannot connect.
  explicit SocketClient(int port, int receive_buffer = 0);
  ~SocketClient() { close(); }
  SocketClient(SocketClient&& other) noexcept;
  SocketClient& operator=(SocketClient&&) = delete;

  // Sends everything through TLS from now on, as a client of the tests' server. Returns false when
  // the handshake fails.
  bool secure(const ClientTerms& terms = {});

  // Returns false when the other side has reset the connection, or took nothing for as long as
  // `patience`.
  bool send(std::string_view bytes);
  // Makes one TLS record of `bytes` and sends all of it but its last byte. Returns that byte.
  std::string send_record_but_its_end(std::string_view bytes);
  bool send_raw(std::string_view bytes);
  // Sends until the kernel takes no byte for `quiet`. Returns how many of `bytes` it took.
  std::size_t send_until_blocked(std::string_view bytes, Duration quiet);
  // Waits until the server's kernel has all that was sent. Returns false if the patience ends
  // first.
  bool wait_until_acknowledged() const;

  void finish_sending();  // sends FIN, behind close_notify over TLS; reading goes on
  void reset();           // sends RST
  void close();

  // Reads `size` bytes. Returns fewer when the connection or the patience ends.
  std::string read(std::size_t size);
  // Reads up to the first empty line, and includes it.
  std::string read_head();
  // Reads a head, and as many bytes as its Content-Length says.
  std::string read_reply();
  Received read_to_end();
  // Returns whether neither a byte nor an end arrives within `time`.
  bool hears_nothing_for(Duration time);

  // Returns how the connection ended, as far as this side has read.
  End end() const { return end_; }
  // Returns whether the other side has sent close_notify.
  bool notified_of_end() const { return notified_; }
  // Returns how many pieces have arrived, read or not. Over TLS they are records. Over TCP they are
  // segments with data. Without Nagle's algorithm there are as many as the server sent, however
  // late the reader is.
  //
  // Over TCP, of more than a dozen pieces, one may come twice. The kernel acknowledges only the
  // first ones of a connection at once. When the server's kernel has to wait for a processor, it
  // sends again what is not acknowledged yet.
  unsigned pieces_received();

 private:
  // Takes what is there, and waits at most `time` for it. Returns false when nothing came.
  bool receive(Duration time);
  // Reads bytes as they are on the wire, with one recv(). Returns false when none came.
  bool receive_raw(Duration time, std::string& into);
  bool take_from_session(std::string_view raw);
  bool flush();
  std::string take(std::size_t size);
  bool reset_behind_fin() const;

  int socket_;
  bool sending_ = true;
  std::string buffer_;  // received, and not returned by a read yet
  End end_ = End::open;
  std::unique_ptr<tls::Session> session_;
  std::unique_ptr<unsigned> records_;  // of application data
  bool notified_ = false;
};

}  // namespace krm::test
