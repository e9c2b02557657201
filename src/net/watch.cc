#include "net/watch.h"

#include <sys/epoll.h>
#include <sys/socket.h>

#include <algorithm>
#include <utility>

namespace krm::net {
namespace {

// When the kernel cannot tell of the change of a clock.
constexpr std::chrono::milliseconds look_again{50};

}  // namespace

Watch::Watch(Loop& loop, int socket) : loop_(loop) {
  // Each change is reported once. So a sleep costs no system call but the one of the loop.
  const unsigned all = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
  if (loop_.report(socket, all, this) == 0) return;
  shutdown(socket, SHUT_RDWR);
  closed_ = broken_ = true;
}

Watch::~Watch() { set_alarm(Loop::never); }

bool Watch::happened(unsigned events) {
  readable_ |= (events & EPOLLIN) != 0;
  closed_ |= (events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0;
  broken_ |= (events & (EPOLLHUP | EPOLLERR)) != 0;
  return sleeper_ != nullptr;
}

void Watch::prepare(Loop::Time due, const base::Event* changed) {
  if (changed != nullptr) {
    const int error = loop_.report(changed->descriptor(), EPOLLIN | EPOLLET, &loop_.heedful_);
    if (error != 0) due = std::min(due, std::chrono::steady_clock::now() + look_again);
    loop_.heedful_.insert(this);
  }
  due_ = due;
  if (due < alarm_) set_alarm(due);
}

void Watch::set_alarm(Loop::Time time) {
  if (alarm_ != Loop::never) loop_.alarms_.erase({alarm_, this});
  alarm_ = time;
  if (alarm_ != Loop::never) loop_.alarms_.insert({alarm_, this});
}

void Watch::ring(Loop::Time now) {
  const bool is_due = sleeper_ && due_ <= now;
  set_alarm(sleeper_ && !is_due ? due_ : Loop::never);
  if (is_due) wake();
}

void Watch::wake() {
  loop_.heedful_.erase(this);
  std::exchange(sleeper_, nullptr).resume();
}

}  // namespace krm::net
