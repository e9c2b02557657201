// One connection as a stream of bytes, and the ways to end it. The stream is plain or inside TLS,
// and callers need not know which. "The client" is the other side, as with Socket.
//
// Thread-safety: none. It belongs to one connection.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "base/clock.h"
#include "base/event.h"
#include "net/socket.h"
#include "tls/owned.h"
#include "tls/session.h"

namespace krm::net {

class Wire {
 public:
  // Takes what Socket's constructor takes.
  Wire(int socket, Loop& loop, const base::Event& stop) : socket_(socket, loop, stop) {}
  // Closes the connection. With TLS sends close_notify first, if that is still due.
  ~Wire();
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;

  Loop& loop() const { return socket_.loop(); }

  // Returns the first byte that has arrived, if any. It stays to be read. REQUIRES: not secured.
  std::optional<char> peek() { return socket_.peek(); }

  // Returns whether the server stops, and so has ended the receiving.
  bool stopping() const { return socket_.stopping(); }
  bool client_has_ended() const { return socket_.client_has_ended(); }

  // Returns the name that the client of a TLS session has asked for, or an empty text.
  std::string asked_name() const { return session_ ? session_->asked_name() : std::string(); }

  // Waits as Socket::connected() does.
  Task<int> connected(Loop::Time until) { return socket_.connected(until); }

  // Does the TLS handshake of a server's or a client's session. From then on every byte goes
  // through TLS. On failure returns why, in words that call the other side `peer`, and only
  // finish() is left to do. REQUIRES: the handshake is the next that comes.
  Task<tl::expected<void, std::string>> secure(tls::Ssl session, std::string_view peer,
                                               Loop::Time until);
  bool is_secured() const { return session_.has_value(); }
  // Returns what the handshake agreed on, in words. Returns an empty text for a plain connection.
  std::string terms() const { return session_ ? session_->terms() : std::string(); }

  // Waits until read() may give something. Returns false when `until` comes first.
  Task<bool> arrival(Loop::Time until);
  // Reads what has arrived. A reset counts as closed.
  Read read(std::span<char> into);

  // Returns whether nothing has arrived that was not read, nor an end.
  bool is_silent() { return !mid_record() && socket_.is_silent(); }
  // Returns whether read() has told an end that nobody can have made up for another: a FIN, or with
  // TLS close_notify.
  bool has_ended_well() const { return has_ended_well_; }

  // Returns whether a TLS record has arrived in part.
  bool mid_record() const { return session_ && (in_record_ || session_->mid_record()); }

  // Sends `bytes` as Socket::send() does. `meanwhile` may call read().
  Task<Written> write(std::string_view bytes, const Meanwhile* meanwhile = nullptr);

  Task<Waited> wait(const base::Clock& clock, std::optional<base::Nanoseconds> instant,
                    Leaving leaving) {
    return socket_.wait(clock, instant, leaving);
  }

  Task<bool> change(const base::Event* event, Loop::Time until) {
    return socket_.change(event, until);
  }

  // Ends the connection as Socket::finish() does. With TLS sends close_notify first.
  Task<void> finish();
  // Ends the connection as a server that dies does: without close_notify, so that TLS shows the end
  // as a truncation.
  Task<void> break_off();
  // Resets the connection as Socket::reset() does.
  Task<void> reset();

 private:
  Read::End feed_session();
  bool answer_session();
  Task<Written> write_records(std::string_view bytes, const Meanwhile* meanwhile);
  Task<Written::End> flush(const Meanwhile* meanwhile = nullptr);

  Socket socket_;
  std::optional<tls::Session> session_;
  bool hungry_ = false;     // whether the session has used all that it was fed
  bool in_record_ = false;  // whether what it was fed last has brought no bytes
  bool leave_due_ = false;  // whether close_notify is still due
  bool is_flushing_ = false;
  bool has_ended_well_ = false;
};

}  // namespace krm::net
