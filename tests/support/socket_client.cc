#include "tests/support/socket_client.h"

#include <linux/sockios.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdint>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace krm::test {
namespace {

using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;

std::system_error failure(const char* what) { return {errno, std::generic_category(), what}; }

bool wait_for(int socket, short event, SocketClient::Duration time) {
  pollfd waited{socket, event, 0};
  return poll(&waited, 1, static_cast<int>(time.count())) > 0;
}

tcp_info info(int socket) {
  tcp_info info{};
  socklen_t size = sizeof info;
  getsockopt(socket, IPPROTO_TCP, TCP_INFO, &info, &size);
  return info;
}

std::size_t content_length(std::string_view head) {
  constexpr std::string_view name = "\r\nContent-Length: ";
  const auto at = head.find(name);
  if (at == std::string_view::npos) return 0;
  const std::string_view digits = head.substr(at + name.size());
  std::size_t length = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), length);
  return length;
}

}  // namespace

std::ostream& operator<<(std::ostream& out, const Received& received) {
  constexpr std::array<const char*, 3> ends{"open", "FIN", "RST"};
  return out << '"' << received.bytes << "\" and then "
             << ends.at(static_cast<std::size_t>(received.end));
}

SocketClient::SocketClient(int port, int receive_buffer)
    : socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  if (socket_ < 0) throw failure("socket");
  const int yes = 1;
  setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  if (receive_buffer != 0) {
    setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
  }
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const timeval limit{.tv_sec = patience.count(), .tv_usec = 0};
  setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);  // connect() obeys it too
  if (connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    const auto error = failure("connect");
    close();
    throw error;
  }
}

SocketClient::SocketClient(SocketClient&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)),
      sending_(other.sending_),
      buffer_(std::move(other.buffer_)),
      end_(other.end_),
      session_(std::move(other.session_)),
      records_(std::move(other.records_)),
      notified_(other.notified_) {}

bool SocketClient::secure(const ClientTerms& terms) {
  using Handshake = tls::Session::Handshake;
  records_ = std::make_unique<unsigned>(0);
  session_ = std::make_unique<tls::Session>(client_session(terms, *records_));
  for (;;) {
    const auto state = session_->handshake();
    if (!flush() || state == Handshake::failed) return false;
    if (state == Handshake::done) return true;
    std::string raw;
    if (!receive_raw(patience, raw)) return false;
    session_->feed(raw);
  }
}

bool SocketClient::send(std::string_view bytes) {
  if (!session_) return send_raw(bytes);
  return bytes.empty() || (session_->write(bytes) && flush());
}

bool SocketClient::send_raw(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t size = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (size < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(size));
  }
  return true;
}

std::string SocketClient::send_record_but_its_end(std::string_view bytes) {
  session_->write(bytes);
  const std::string record(session_->output());
  session_->sent();
  send_raw(std::string_view(record).substr(0, record.size() - 1));
  return record.substr(record.size() - 1);
}

bool SocketClient::flush() {
  const bool sent = send_raw(session_->output());
  session_->sent();
  return sent;
}

std::size_t SocketClient::send_until_blocked(std::string_view bytes, Duration quiet) {
  std::size_t sent = 0;
  while (sent < bytes.size() && wait_for(socket_, POLLOUT, quiet)) {
    const std::string_view rest = bytes.substr(sent);
    const ssize_t size = ::send(socket_, rest.data(), rest.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (size <= 0) break;
    sent += static_cast<std::size_t>(size);
  }
  return sent;
}

bool SocketClient::wait_until_acknowledged() const {
  const auto end = SteadyClock::now() + patience;
  int unsent = 0;
  while (ioctl(socket_, SIOCOUTQ, &unsent) == 0 && unsent > 0) {
    if (SteadyClock::now() > end) return false;
    poll(nullptr, 0, 1);
  }
  return unsent == 0;
}

void SocketClient::finish_sending() {
  if (session_) {
    session_->close();
    flush();
  }
  shutdown(socket_, SHUT_WR);
  sending_ = false;
}

void SocketClient::reset() {
  const linger at_once{.l_onoff = 1, .l_linger = 0};
  setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  close();
}

void SocketClient::close() {
  if (socket_ >= 0) ::close(std::exchange(socket_, -1));
}

bool SocketClient::receive(Duration time) {
  const auto end = SteadyClock::now() + time;
  for (;;) {
    std::string raw;
    const auto left = std::chrono::ceil<Duration>(end - SteadyClock::now());
    if (!receive_raw(std::max(left, Duration(0)), raw)) return false;
    if (!session_) {
      buffer_ += raw;
      return true;
    }
    if (take_from_session(raw)) return true;
  }
}

bool SocketClient::receive_raw(Duration time, std::string& into) {
  if (end_ != End::open || !wait_for(socket_, POLLIN, time)) return false;
  std::array<char, 65536> bytes;
  const ssize_t size = recv(socket_, bytes.data(), bytes.size(), 0);
  if (size == 0) end_ = reset_behind_fin() ? End::rst : End::fin;
  if (size < 0) {
    if (errno != ECONNRESET) throw failure("recv");
    end_ = End::rst;
  }
  if (size <= 0) return false;
  into.assign(bytes.data(), static_cast<std::size_t>(size));
  return true;
}

// Whether there was anything for the application.
bool SocketClient::take_from_session(std::string_view raw) {
  using Read = tls::Session::Read;
  session_->feed(raw);
  const std::size_t before = buffer_.size();
  std::array<char, 65536> bytes;
  for (;;) {
    const Read read = session_->read(bytes);
    if (read.end == Read::End::failed) throw std::runtime_error("no TLS: " + session_->failure());
    notified_ = notified_ || read.end == Read::End::closed;
    if (read.end != Read::End::bytes) return buffer_.size() > before;
    buffer_.append(bytes.data(), read.size);
  }
}

// Linux hides such a RST from whoever reads; other systems let it destroy what was not read yet.
bool SocketClient::reset_behind_fin() const {
  constexpr int close_wait =
      8;  // TCP_CLOSE_WAIT of <netinet/tcp.h>, which clashes with Linux's own
  return sending_ && info(socket_).tcpi_state != close_wait;
}

std::string SocketClient::take(std::size_t size) {
  std::string taken = buffer_.substr(0, size);
  buffer_.erase(0, taken.size());
  return taken;
}

std::string SocketClient::read(std::size_t size) {
  while (buffer_.size() < size && receive(patience)) {
  }
  return take(size);
}

std::string SocketClient::read_head() {
  constexpr std::string_view empty_line = "\r\n\r\n";
  while (buffer_.find(empty_line) == std::string::npos && receive(patience)) {
  }
  const auto at = buffer_.find(empty_line);
  return take(at == std::string::npos ? at : at + empty_line.size());
}

std::string SocketClient::read_reply() {
  const std::string head = read_head();
  return head + read(content_length(head));
}

Received SocketClient::read_to_end() {
  while (receive(patience)) {
  }
  return {take(std::string::npos), end_};
}

bool SocketClient::hears_nothing_for(Duration time) {
  return buffer_.empty() && end_ == End::open && !receive(time) && end_ == End::open;
}

unsigned SocketClient::pieces_received() {
  if (!session_) return info(socket_).tcpi_data_segs_in;
  while (receive(Duration(0))) {
  }
  return *records_;
}

}  // namespace krm::test
