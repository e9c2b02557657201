#include "tests/support/peer.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "tests/support/tls_peer.h"

namespace krm::test {
namespace {

std::system_error peer_failure(const char* what) { return {errno, std::generic_category(), what}; }

bool is_readable_within(int socket, std::chrono::milliseconds time) {
  pollfd waited{socket, POLLIN, 0};
  return poll(&waited, 1, static_cast<int>(time.count())) > 0;
}

std::size_t length_of_body(std::string_view head) {
  constexpr std::string_view name = "\r\nContent-Length: ";
  const auto at = head.find(name);
  std::size_t length = 0;
  if (at == std::string_view::npos) return length;
  const std::string_view digits = head.substr(at + name.size());
  std::from_chars(digits.data(), digits.data() + digits.size(), length);
  return length;
}

}  // namespace

Guest::Guest(int socket) : socket_(socket) {
  const int yes = 1;
  setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  const timeval limit{.tv_sec = patience.count(), .tv_usec = 0};
  setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
}

Guest::Guest(Guest&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)),
      ended_(other.ended_),
      buffer_(std::move(other.buffer_)),
      session_(std::move(other.session_)) {}

bool Guest::secure() {
  using Handshake = tls::Session::Handshake;
  session_.emplace(identity_of_tests().context()->new_session());
  for (;;) {
    const auto state = session_->handshake();
    if (!flush() || state == Handshake::failed) return false;
    if (state == Handshake::done) return true;
    std::string raw;
    if (!receive_raw(patience, raw)) return false;
    session_->feed(raw);
  }
}

std::string Guest::read_head() {
  while (buffer_.find("\r\n\r\n") == std::string::npos && receive(patience)) {
  }
  const auto end = buffer_.find("\r\n\r\n");
  const std::string head = buffer_.substr(0, end == std::string::npos ? end : end + 4);
  buffer_.erase(0, head.size());
  return head;
}

std::string Guest::read_request() {
  std::string request = read_head();
  const std::size_t size = length_of_body(request);
  while (buffer_.size() < size && receive(patience)) {
  }
  request += buffer_.substr(0, size);
  buffer_.erase(0, size);
  return request;
}

std::optional<std::string> Guest::read_to_end() {
  while (receive(patience)) {
  }
  return ended_ ? std::optional(std::exchange(buffer_, {})) : std::nullopt;
}

bool Guest::hears_nothing_for(std::chrono::milliseconds time) {
  return buffer_.empty() && !ended_ && !receive(time) && !ended_;
}

bool Guest::send(std::string_view bytes) {
  if (!session_) return send_raw(bytes);
  return bytes.empty() || (session_->write(bytes) && flush());
}

void Guest::finish_sending() {
  if (session_) {
    session_->close();
    flush();
  }
  break_off();
}

void Guest::break_off() { shutdown(socket_, SHUT_WR); }

void Guest::reset() {
  const linger at_once{.l_onoff = 1, .l_linger = 0};
  setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  close();
}

void Guest::close() {
  if (socket_ >= 0) ::close(std::exchange(socket_, -1));
}

bool Guest::receive(std::chrono::milliseconds time) {
  // What came behind a handshake lies in the session already.
  while (!take_from_session()) {
    std::string raw;
    if (ended_ || !receive_raw(time, raw)) return false;
    if (!session_) {
      buffer_ += raw;
      return true;
    }
    session_->feed(raw);
  }
  return true;
}

// Returns whether there was anything for the application.
bool Guest::take_from_session() {
  using Read = tls::Session::Read;
  if (!session_) return false;
  const std::size_t before = buffer_.size();
  std::array<char, 65536> bytes;
  for (Read read = session_->read(bytes); read.end != Read::End::needs_more;
       read = session_->read(bytes)) {
    ended_ = read.end != Read::End::bytes;
    if (ended_) break;
    buffer_.append(bytes.data(), read.size);
  }
  return buffer_.size() > before;
}

bool Guest::receive_raw(std::chrono::milliseconds time, std::string& into) {
  if (ended_ || !is_readable_within(socket_, time)) return false;
  std::array<char, 65536> bytes;
  const ssize_t size = recv(socket_, bytes.data(), bytes.size(), 0);
  ended_ = size <= 0;
  if (ended_) return false;
  into.assign(bytes.data(), static_cast<std::size_t>(size));
  return true;
}

bool Guest::send_raw(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t size = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (size < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(size));
  }
  return true;
}

bool Guest::flush() {
  const bool sent = send_raw(session_->output());
  session_->sent();
  return sent;
}

Peer::Peer(int queue) : socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (socket_ < 0 || bind(socket_, reinterpret_cast<const sockaddr*>(&address), size) != 0 ||
      listen(socket_, queue) != 0 ||
      getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    throw peer_failure("listen");
  }
  port_ = ntohs(address.sin_port);
}

Peer::~Peer() { close(); }

void Peer::close() {
  if (socket_ >= 0) ::close(std::exchange(socket_, -1));
}

bool Peer::is_called_within(std::chrono::milliseconds time) {
  return is_readable_within(socket_, time);
}

Guest Peer::accept() {
  if (!is_called_within(patience)) throw std::runtime_error("nobody connects");
  const int accepted = accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
  if (accepted < 0) throw peer_failure("accept");
  return Guest(accepted);
}

}  // namespace krm::test
