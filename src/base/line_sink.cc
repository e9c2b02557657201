#include "base/line_sink.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <thread>
#include <utility>

namespace krm::base {
namespace {

constexpr int last_wait = 1000;  // milliseconds

// Waits for room for a line, for at most `milliseconds`.
bool has_room(int descriptor, int milliseconds) {
  pollfd room{descriptor, POLLOUT, 0};
  int found = poll(&room, 1, milliseconds);
  while (found < 0 && errno == EINTR) found = poll(&room, 1, milliseconds);
  return found == 1 && (room.revents & POLLOUT) != 0;
}

// Returns another description of a pipe or a terminal that does not wait, or -1. A file would be
// written from its beginning.
int opened_again(int descriptor) {
  struct stat what {};
  if (fstat(descriptor, &what) != 0 || !(S_ISFIFO(what.st_mode) || S_ISCHR(what.st_mode)))
    return -1;
  const std::string path = "/proc/self/fd/" + std::to_string(descriptor);
  return open(path.c_str(), O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
}

}  // namespace

LineSink::LineSink(int descriptor, Wording wording)
    : own_(opened_again(descriptor)),
      descriptor_(own_ >= 0 ? own_ : descriptor),
      wording_(std::move(wording)) {}

void LineSink::write(const std::string& lines) {
  const std::lock_guard lock(mutex_);
  if (has_room(descriptor_, 0) && put(told() + lines)) {
    lost_ = 0;
    gone_ = false;
  } else {
    lose();
  }
}

// Returns whether the lines are on their way. What had no room is kept, and goes before the next.
bool LineSink::put(const std::string& lines) {
  const auto rest_of = [this](const std::string& text) {
    const ssize_t size = ::write(descriptor_, text.data(), text.size());
    return size <= 0 ? text : text.substr(static_cast<std::size_t>(size));
  };
  if (!rest_.empty()) rest_ = rest_of(rest_);
  if (!rest_.empty()) return false;
  rest_ = rest_of(lines);
  if (rest_.size() < lines.size() || lines.empty()) return true;
  rest_.clear();
  return false;
}

std::size_t LineSink::dropped() const {
  const std::lock_guard lock(mutex_);
  return lost_in_all_;
}

std::string LineSink::told() const { return lost_ == 0 ? std::string() : wording_.lately(lost_); }

void LineSink::lose() {
  ++lost_;
  ++lost_in_all_;
  if (telling_ || gone_) return;
  try {
    std::thread([this] { wait_and_tell(); }).detach();
    telling_ = true;
  } catch (const std::system_error&) {
    // There is no thread to be had. The next loss tries again, and the end tells in any case.
  }
}

// Runs on a thread of its own, until the losses are told of or cannot be.
void LineSink::wait_and_tell() {
  std::array<pollfd, 2> either{{{descriptor_, POLLOUT, 0}, {end_.descriptor(), POLLIN, 0}}};
  std::unique_lock lock(mutex_, std::defer_lock);
  for (;;) {
    poll(either.data(), either.size(), -1);
    lock.lock();
    // Others may have written meanwhile, so there may be no room left, or nothing to tell.
    if (end_.raised() || lost_ == 0) break;
    if (has_room(descriptor_, 0)) {
      gone_ = !put(told());
      if (!gone_) lost_ = 0;
      break;
    }
    gone_ = (either[0].revents & (POLLERR | POLLNVAL)) != 0;
    if (gone_) break;
    lock.unlock();
  }
  telling_ = false;
  done_.notify_all();
}

LineSink::~LineSink() {
  end_.raise();
  std::unique_lock lock(mutex_);
  done_.wait(lock, [this] { return !telling_; });
  if ((lost_in_all_ > 0 || !rest_.empty()) && has_room(descriptor_, last_wait)) {
    put(lost_in_all_ > 0 ? wording_.in_all(lost_in_all_) : std::string());
  }
  if (own_ >= 0) close(own_);
}

}  // namespace krm::base
