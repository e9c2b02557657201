#include "net/watch.h"

#include <sys/epoll.h>
#include <sys/socket.h>

#include <utility>

namespace krm::net {

Watch::Watch(Loop& loop, int socket) : loop_(loop) {
  // Each change is reported once. So a sleep costs no system call but the one of the loop.
  const unsigned all = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
  if (loop_.report(socket, all, this)) return;
  shutdown(socket, SHUT_RDWR);
  closed_ = broken_ = true;
}

Watch::~Watch() { set_alarm(Loop::never); }

void Watch::happened(unsigned events) {
  readable_ |= (events & EPOLLIN) != 0;
  closed_ |= (events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0;
  broken_ |= (events & (EPOLLHUP | EPOLLERR)) != 0;
  if (sleeper_) wake();
}

void Watch::prepare(Loop::Time due, const base::Event* changed) {
  due_ = due;
  if (due < alarm_) set_alarm(due);
  if (changed == nullptr) return;
  loop_.report(changed->descriptor(), EPOLLIN | EPOLLET, &loop_.heedful_);
  loop_.heedful_.insert(this);
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
