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

void ring(int bell) {
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = write(bell, &one, sizeof one);
}

}  // namespace

Loop::Descriptor::Descriptor(int opened) : number(opened) {
  if (number < 0) throw std::system_error(errno, std::generic_category(), "a loop");
}

Loop::Descriptor::~Descriptor() { close(number); }

Loop::Loop(Pool& pool)
    : pool_(pool),
      poller_(epoll_create1(EPOLL_CLOEXEC)),
      bell_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      timer_(timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK)) {
  for (Descriptor* own : {&bell_, &timer_}) {
    const int error = report(own->number, EPOLLIN | EPOLLET, own);
    if (error != 0) throw std::system_error(error, std::generic_category(), "a loop");
  }
}

Loop::~Loop() { end(); }

void Loop::start() {
  thread_ = std::thread([this] { run(); });
}

void Loop::end() {
  ends_ = true;
  ring(bell_.number);
  if (thread_.joinable()) thread_.join();
}

void Loop::post(std::coroutine_handle<> coroutine) {
  const std::lock_guard lock(mutex_);
  posted_.push_back(coroutine);
  // Rings under the lock: once the coroutine has run, the loop may be gone.
  if (posted_.size() == 1) ring(bell_.number);
}

int Loop::report(int descriptor, unsigned events, void* tag) const {
  epoll_event event{};
  event.events = events;
  event.data.ptr = tag;
  const bool done = epoll_ctl(poller_.number, EPOLL_CTL_ADD, descriptor, &event) == 0;
  return done || errno == EEXIST ? 0 : errno;
}

void Loop::run() {
  std::array<epoll_event, 64> events;
  std::array<Watch*, 64> awake;
  while (!ends_) {
    const int count =
        epoll_wait(poller_.number, events.data(), static_cast<int>(events.size()), -1);
    bool rung = false;
    bool due = false;
    bool changed = false;
    std::size_t sleepers = 0;
    for (int i = 0; i < count; ++i) {
      const epoll_event& event = events[static_cast<std::size_t>(i)];
      if (event.data.ptr == &bell_) {
        rung = true;
      } else if (event.data.ptr == &timer_) {
        due = true;
      } else if (event.data.ptr == &heedful_) {
        changed = true;
      } else {
        auto* watch = static_cast<Watch*>(event.data.ptr);
        if (watch->happened(event.events)) awake[sleepers++] = watch;
      }
    }
    // Each coroutine may end watches on which nobody sleeps, so no event may be left by now. One on
    // which somebody sleeps is ended by its sleeper alone.
    for (std::size_t i = 0; i < sleepers; ++i) awake[i]->wake();
    // These may end any connection, so they come when no sleeper is left.
    if (rung) resume_posted();
    if (changed) wake_heedful();
    if (due) ring_those_due();
    set_timer();
  }
}

void Loop::resume_posted() {
  std::vector<std::coroutine_handle<>> posted;
  {
    const std::lock_guard lock(mutex_);
    posted.swap(posted_);
  }
  for (const auto coroutine : posted) coroutine.resume();
}

void Loop::wake_heedful() {
  const std::vector<Watch*> all(heedful_.begin(), heedful_.end());
  for (Watch* one : all) {
    if (heedful_.contains(one)) one->wake();
  }
}

void Loop::ring_those_due() {
  timer_set_for_ = never;
  const Time now = std::chrono::steady_clock::now();
  while (!alarms_.empty() && alarms_.begin()->first <= now) alarms_.begin()->second->ring(now);
}

// Leaves a timer that is set for an earlier time. It costs less than a timeout of each epoll_wait.
void Loop::set_timer() {
  if (alarms_.empty() || alarms_.begin()->first >= timer_set_for_) return;
  timer_set_for_ = alarms_.begin()->first;
  const auto time = std::max<std::chrono::nanoseconds>(timer_set_for_.time_since_epoch(), 1ns);
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
  itimerspec when{};  // of the clock of std::chrono::steady_clock
  when.it_value = {.tv_sec = seconds.count(), .tv_nsec = (time - seconds).count()};
  timerfd_settime(timer_.number, TFD_TIMER_ABSTIME, &when, nullptr);
}

}  // namespace krm::net
