// A client for tests, on TCP or on TLS: bytes out, bytes in, and how the other side ended it.
// Blocking, but never for longer than its patience, so that a server that says nothing fails a test
// and does not hang it.
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
  open,  // as far as anyone could tell before the patience was used up
  fin,
  rst,  // ECONNRESET; also one that follows a FIN, unless it was this side's doing
};

// Everything up to the end of a connection.
struct Received {
  std::string bytes;
  End end;

  bool operator==(const Received&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Received& received);

class SocketClient {
 public:
  using Duration = std::chrono::milliseconds;

  // Connects to 127.0.0.1. A `receive_buffer` other than zero keeps what the kernel takes in for a
  // client that does not read near that many bytes. Throws std::system_error when there is no
  // connection to be had.
  explicit SocketClient(int port, int receive_buffer = 0);
  ~SocketClient() { close(); }
  SocketClient(SocketClient&& other) noexcept;
  SocketClient& operator=(SocketClient&&) = delete;

  // From now on everything goes through TLS, as a client of the server of the tests. False when
  // the server would not have it.
  bool secure(const ClientTerms& terms = {});

  // False when the other side has reset the connection, or took nothing for as long as the
  // patience.
  bool send(std::string_view bytes);
  // Over TLS: all of the record that `bytes` make but its last byte, which is returned.
  std::string send_record_but_its_end(std::string_view bytes);
  bool send_raw(std::string_view bytes);
  // Returns how many of `bytes` were taken before none was for `quiet`.
  std::size_t send_until_blocked(std::string_view bytes, Duration quiet);
  // Returns once the server's kernel has all that was sent.
  bool wait_until_acknowledged() const;

  void finish_sending();  // FIN, behind close_notify; reading goes on
  void reset();           // RST
  void close();

  // `size` bytes; fewer when the connection ends or patience does.
  std::string read(std::size_t size);
  // Up to and with the first empty line.
  std::string read_head();
  // A head and as many bytes as its Content-Length says.
  std::string read_reply();
  Received read_to_end();
  // Whether neither a byte nor an end arrives for that long.
  bool hears_nothing_for(Duration time);

  // How the connection ended, as far as reading has got.
  End end() const { return end_; }
  // Whether TLS has said that this is the end.
  bool notified_of_end() const { return notified_; }
  // How many pieces have arrived, read or not. Over TLS they are records. Over TCP they are
  // segments with data: without Nagle's algorithm as many as the server sent, however late the
  // reader is. Of more than a dozen one may come twice: the kernel acknowledges only the first of a
  // connection at once, and the server's, when it has to wait for a processor, sends again what is
  // not acknowledged yet.
  unsigned pieces_received();

 private:
  // Takes what is there, waiting for it at most so long; false when nothing came.
  bool receive(Duration time);
  // Bytes as they are on the wire; as recv().
  bool receive_raw(Duration time, std::string& into);
  bool take_from_session(std::string_view raw);
  bool flush();
  std::string take(std::size_t size);
  bool reset_behind_fin() const;

  int socket_;
  bool sending_ = true;
  std::string buffer_;  // received and not handed out
  End end_ = End::open;
  std::unique_ptr<tls::Session> session_;
  std::unique_ptr<unsigned> records_;  // of application data
  bool notified_ = false;
};

}  // namespace krm::test
