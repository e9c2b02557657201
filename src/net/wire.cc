#include "net/wire.h"

#include <fmt/format.h>

#include <array>

namespace krm::net {
namespace {

constexpr std::size_t header_and_seal = 256;  // the most that a record adds to its content

}  // namespace

Wire::~Wire() {
  if (!leave_due_) return;
  session_->close();
  socket_.send_at_once(session_->output());
  socket_.discard();
}

Task<tl::expected<void, std::string>> Wire::secure(tls::Ssl session, std::string_view peer,
                                                   Loop::Time until) {
  using Handshake = tls::Session::Handshake;
  const auto failed = [](std::string why) { return tl::unexpected(std::move(why)); };
  session_.emplace(std::move(session));
  for (;;) {
    const auto state = co_await loop().aside([this] { return session_->handshake(); });
    const bool sent = co_await flush() == Written::End::all;
    if (state == Handshake::failed) co_return failed(session_->failure());
    if (sent && state == Handshake::done) {
      leave_due_ = true;
      co_return tl::expected<void, std::string>();
    }
    if (!co_await socket_.arrival(until)) {
      co_return failed(fmt::format("{} did not finish the handshake in time", peer));
    }
    if (feed_session() == Read::End::closed || !sent) {
      co_return failed(fmt::format("{} hung up in the middle of the handshake", peer));
    }
  }
}

Task<bool> Wire::arrival(Loop::Time until) {
  return session_ && !hungry_ ? Task<bool>::done(true) : socket_.arrival(until);
}

Read Wire::read(std::span<char> into) {
  using Found = tls::Session::Read::End;
  if (!session_) {
    const Read got = socket_.receive(into);
    has_ended_well_ = got.end == Read::End::closed && !socket_.was_reset();
    return got;
  }
  const bool fed = hungry_;
  if (fed) {
    if (const auto got = feed_session(); got != Read::End::bytes) return {got, 0};
  }
  const auto found = session_->read(into);
  if (!is_flushing_ && !answer_session()) return {Read::End::closed, 0};
  in_record_ = found.end == Found::needs_more && (fed || in_record_);
  if (found.end == Found::bytes) return {Read::End::bytes, found.size};
  hungry_ = found.end == Found::needs_more;
  has_ended_well_ = found.end == Found::closed;
  return {hungry_ ? Read::End::nothing : Read::End::closed, 0};
}

// A session may answer what it was fed with a few bytes. Who does not even take those has left.
bool Wire::answer_session() {
  const auto output = session_->output();
  const bool answered = output.empty() || socket_.send_at_once(output) == output.size();
  session_->sent();
  if (!answered) leave_due_ = false;
  return answered;
}

Read::End Wire::feed_session() {
  std::array<char, tls::Session::longest_record + header_and_seal> bytes;
  const Read got = socket_.receive(bytes);
  if (got.end == Read::End::bytes) {
    session_->feed({bytes.data(), got.size});
    hungry_ = false;
  }
  return got.end;
}

Task<Written> Wire::write(std::string_view bytes, const Meanwhile* meanwhile) {
  return session_ ? write_records(bytes, meanwhile) : socket_.send(bytes, meanwhile);
}

Task<Written> Wire::write_records(std::string_view bytes, const Meanwhile* meanwhile) {
  std::size_t written = 0;
  while (written < bytes.size()) {
    const std::string_view record = bytes.substr(written, tls::Session::longest_record);
    if (!session_->write(record)) co_return Written{Written::End::client_left, written};
    const auto sent = co_await flush(meanwhile);
    if (sent != Written::End::all) co_return Written{sent, written};
    written += record.size();
  }
  co_return Written{Written::End::all, written};
}

// Sends the output of the session. A record that is only half sent ends the session.
Task<Written::End> Wire::flush(const Meanwhile* meanwhile) {
  auto sent = Written::End::all;
  if (meanwhile == nullptr) {
    sent = (co_await socket_.send(session_->output())).end;
    session_->sent();
  } else {
    // What is read meanwhile may add to the output, so it is taken out first.
    is_flushing_ = true;
    const std::string output(session_->output());
    session_->sent();
    sent = (co_await socket_.send(output, meanwhile)).end;
    is_flushing_ = false;
  }
  if (sent != Written::End::all) leave_due_ = false;
  co_return sent;
}

Task<void> Wire::finish() {
  if (leave_due_) {
    session_->close();
    co_await flush();
  }
  co_await break_off();
}

Task<void> Wire::break_off() {
  leave_due_ = false;
  return socket_.finish();
}

Task<void> Wire::reset() {
  leave_due_ = false;
  return socket_.reset();
}

}  // namespace krm::net
