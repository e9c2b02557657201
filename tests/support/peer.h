// A server that a test plays itself, byte by byte. It listens on a free port of 127.0.0.1. The test
// accepts connections, reads what comes and sends what it wants. Its calls block, but never longer
// than `patience`.
//
// Thread-safety: none.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "tests/support/socket_client.h"
#include "tls/session.h"

namespace krm::test {

// One connection that a Peer has accepted.
class Guest {
 public:
  explicit Guest(int socket);
  ~Guest() { close(); }
  Guest(Guest&& other) noexcept;
  Guest& operator=(Guest&&) = delete;

  // Does the handshake of the tests' server. Returns false when it fails.
  bool secure();

  // Reads a head, and as many bytes as its Content-Length says. Returns less when the connection or
  // the patience ends.
  std::string read_request();
  // Reads up to the first empty line, and includes it.
  std::string read_head();
  // Reads what comes until the other side closes. Returns nothing when it does not.
  std::optional<std::string> read_to_end();
  // Returns whether neither a byte nor an end arrives within `time`.
  bool hears_nothing_for(std::chrono::milliseconds time);

  bool send(std::string_view bytes);
  void finish_sending();  // sends FIN, behind close_notify over TLS
  void break_off();       // sends FIN alone
  void reset();           // sends RST
  void close();

 private:
  bool receive(std::chrono::milliseconds time);
  bool take_from_session();
  bool receive_raw(std::chrono::milliseconds time, std::string& into);
  bool send_raw(std::string_view bytes);
  bool flush();

  int socket_;
  bool ended_ = false;
  std::string buffer_;
  std::optional<tls::Session> session_;
};

class Peer {
 public:
  // No more than about `queue` connections wait to be accepted.
  explicit Peer(int queue = 64);
  ~Peer();
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;

  int port() const { return port_; }
  // Returns the next connection. Throws when none comes before the patience ends.
  Guest accept();
  // Returns whether a connection waits to be accepted, or comes within `time`.
  bool is_called_within(std::chrono::milliseconds time);
  // Listens no more, so that who connects is refused.
  void close();

 private:
  int socket_;
  int port_;
};

}  // namespace krm::test
