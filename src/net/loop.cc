#include "net/loop.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <system_error>

#include "net/watch.h"

namespace krm::net {
namespace {

using namespace std::chrono_literals;

int opened(int descriptor) {
  if (descriptor < 0) throw std::system_error(errno, std::generic_category(), "a loop");
  return descriptor;
}

}  // namespace

Loop::Bell::Bell(Loop& of) : loop(of), descriptor(opened(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))) {
  loop.report(descriptor, EPOLLIN, *this);
}

Loop::Bell::~Bell() { close(descriptor); }

void Loop::Bell::ring() const {
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = write(descriptor, &one, sizeof one);
}

void Loop::Bell::happened(unsigned) {
  std::uint64_t rings = 0;
  [[maybe_unused]] const auto got = read(descriptor, &rings, sizeof rings);
  std::vector<std::coroutine_handle<>> posted;
  {
    const std::lock_guard lock(loop.mutex_);
    posted.swap(loop.posted_);
  }
  for (const auto coroutine : posted) coroutine.resume();
}

Loop::Alarm::Alarm(Loop& of)
    : loop(of), descriptor(opened(timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK))) {
  loop.report(descriptor, EPOLLIN | EPOLLET, *this);
}

Loop::Alarm::~Alarm() { close(descriptor); }

void Loop::Alarm::set() {
  if (queue.empty() || queue.begin()->first >= set_for) return;
  set_for = queue.begin()->first;
  const auto time = std::max<std::chrono::nanoseconds>(set_for.time_since_epoch(), 1ns);
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
  itimerspec when{};  // of the clock of std::chrono::steady_clock
  when.it_value = {.tv_sec = seconds.count(), .tv_nsec = (time - seconds).count()};
  timerfd_settime(descriptor, TFD_TIMER_ABSTIME, &when, nullptr);
}

void Loop::Alarm::happened(unsigned) {
  set_for = never;
  const Time now = std::chrono::steady_clock::now();
  while (!queue.empty() && queue.begin()->first <= now) queue.begin()->second->ring(now);
}

void Loop::Changes::happened(unsigned) {
  const std::vector<Watch*> all(heeded_by.begin(), heeded_by.end());
  for (Watch* one : all) {
    if (heeded_by.contains(one)) one->wake();
  }
}

Loop::Loop(Pool& pool)
    : pool_(pool),
      poller_(opened(epoll_create1(EPOLL_CLOEXEC))),
      bell_(*this),
      alarm_(*this),
      changes_(*this) {}

Loop::~Loop() {
  ends_ = true;
  bell_.ring();
  if (thread_.joinable()) thread_.join();
  close(poller_);
}

void Loop::start() {
  thread_ = std::thread([this] { run(); });
}

void Loop::post(std::coroutine_handle<> coroutine) {
  const std::lock_guard lock(mutex_);
  posted_.push_back(coroutine);
  // Rings under the lock: once the coroutine has run, the loop may be gone.
  if (posted_.size() == 1) bell_.ring();
}

int Loop::report(int descriptor, unsigned events, Source& to) const {
  epoll_event event{};
  event.events = events;
  event.data.ptr = &to;
  return epoll_ctl(poller_, EPOLL_CTL_ADD, descriptor, &event) == 0 ? 0 : errno;
}

void Loop::run() {
  std::array<epoll_event, 64> events;
  while (!ends_) {
    const int count = epoll_wait(poller_, events.data(), static_cast<int>(events.size()), -1);
    for (int i = 0; i < count; ++i) {
      const epoll_event& event = events[static_cast<std::size_t>(i)];
      static_cast<Source*>(event.data.ptr)->happened(event.events);
    }
    alarm_.set();
  }
}

}  // namespace krm::net
