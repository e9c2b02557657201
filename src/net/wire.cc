#include "net/wire.h"

#include <array>

namespace krm::net {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using SteadyClock = std::chrono::steady_clock;

constexpr std::size_t header_and_seal = 256;  // the most that a record adds to its content

}  // namespace

Wire::~Wire() {
  if (!leave_due_) return;
  session_->close();
  socket_.finish_at_once(session_->output());
}

tl::expected<void, std::string> Wire::secure(const tls::Context& context, milliseconds time) {
  using Handshake = tls::Session::Handshake;
  const auto end = SteadyClock::now() + time;
  session_.emplace(context.new_session());
  for (;;) {
    const auto state = session_->handshake();
    const bool sent = flush() == Written::End::all;
    if (state == Handshake::failed) return tl::unexpected(session_->failure());
    if (sent && state == Handshake::done) {
      leave_due_ = true;
      return {};
    }
    const auto left = std::chrono::ceil<milliseconds>(end - SteadyClock::now());
    const auto got = left > 0ms ? feed_session(left) : Read::End::timeout;
    if (!sent || got == Read::End::closed) {
      return tl::unexpected(std::string("the client hung up in the middle of the handshake"));
    }
    if (got == Read::End::timeout)
      return tl::unexpected(std::string("the client did not finish the handshake in time"));
  }
}

Read Wire::read(std::span<char> into, milliseconds time) {
  using Found = tls::Session::Read::End;
  if (!session_) return socket_.receive(into, time);
  for (bool fed = false;; fed = true) {
    const auto found = session_->read(into);
    // A session may answer what it was fed, so this sends its output.
    if (flush() != Written::End::all) return {Read::End::closed, 0};
    if (found.end == Found::bytes) return {Read::End::bytes, found.size};
    if (found.end != Found::needs_more) return {Read::End::closed, 0};
    if (fed) return {Read::End::part, 0};
    if (const auto got = feed_session(time); got != Read::End::bytes) return {got, 0};
  }
}

Read::End Wire::feed_session(milliseconds time) {
  std::array<char, tls::Session::longest_record + header_and_seal> bytes;
  const Read got = socket_.receive(bytes, time);
  if (got.end == Read::End::bytes) session_->feed({bytes.data(), got.size});
  return got.end;
}

Written Wire::write(std::string_view bytes) {
  if (!session_) return socket_.send(bytes);
  std::size_t written = 0;
  while (written < bytes.size()) {
    const std::string_view record = bytes.substr(written, tls::Session::longest_record);
    if (!session_->write(record)) return {Written::End::client_left, written};
    const auto sent = flush();
    if (sent != Written::End::all) return {sent, written};
    written += record.size();
  }
  return {Written::End::all, written};
}

// Sends the output of the session. A record that is only half sent ends the session.
Written::End Wire::flush() {
  const auto sent = socket_.send(session_->output()).end;
  session_->sent();
  if (sent != Written::End::all) leave_due_ = false;
  return sent;
}

void Wire::finish() {
  if (leave_due_) {
    session_->close();
    flush();
  }
  break_off();
}

void Wire::break_off() {
  leave_due_ = false;
  socket_.finish();
}

void Wire::reset() {
  leave_due_ = false;
  socket_.reset();
}

}  // namespace krm::net
