#include "net/loop.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstdint>
#include <system_error>

namespace krm::net {
namespace {

using SteadyClock = std::chrono::steady_clock;

int opened(int descriptor, const char* what) {
  if (descriptor < 0) throw std::system_error(errno, std::generic_category(), what);
  return descriptor;
}

void report(int poller, int descriptor, std::uint32_t events, void* source) {
  epoll_event event{};
  event.events = events;
  event.data.ptr = source;
  opened(epoll_ctl(poller, EPOLL_CTL_ADD, descriptor, &event), "epoll_ctl");
}

}  // namespace

Loop::Bell::Bell(Loop& of)
    : loop(of), descriptor(opened(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), "eventfd")) {}

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

Loop::Change::Change(Loop& of, std::shared_ptr<const base::Event> awaited)
    : loop(of), event(std::move(awaited)) {
  report(loop.poller_, event->descriptor(), EPOLLIN, this);
}

void Loop::Change::happened(unsigned) {
  epoll_ctl(loop.poller_, EPOLL_CTL_DEL, event->descriptor(), nullptr);
  const std::vector<Watch*> heedful(loop.heedful_.begin(), loop.heedful_.end());
  Loop& its_loop = loop;
  std::erase_if(its_loop.changes_, [this](const auto& one) { return one.get() == this; });
  for (Watch* one : heedful) {
    if (its_loop.heedful_.contains(one)) one->wake();
  }
}

Loop::Loop(Pool& pool)
    : pool_(pool), poller_(opened(epoll_create1(EPOLL_CLOEXEC), "epoll_create1")), bell_(*this) {
  report(poller_, bell_.descriptor, EPOLLIN, &bell_);
}

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
  {
    const std::lock_guard lock(mutex_);
    posted_.push_back(coroutine);
  }
  bell_.ring();
}

void Loop::run() {
  std::array<epoll_event, 64> events;
  while (!ends_) {
    const int ready = epoll_wait(poller_, events.data(), static_cast<int>(events.size()),
                                 milliseconds_to_first());
    for (int i = 0; i < ready; ++i) {
      const epoll_event& event = events[static_cast<std::size_t>(i)];
      static_cast<Source*>(event.data.ptr)->happened(event.events);
    }
    wake_those_due();
  }
}

int Loop::milliseconds_to_first() const {
  if (alarms_.empty()) return -1;
  const auto left =
      std::chrono::ceil<std::chrono::milliseconds>(alarms_.begin()->first - SteadyClock::now());
  return static_cast<int>(std::clamp<std::chrono::milliseconds::rep>(left.count(), 0, INT_MAX));
}

void Loop::wake_those_due() {
  if (alarms_.empty()) return;
  const Time now = SteadyClock::now();
  while (!alarms_.empty() && alarms_.begin()->first <= now) {
    Watch& one = *alarms_.begin()->second;
    one.set_alarm(one.sleeper_ ? one.due_ : never);
    if (one.sleeper_ && one.due_ <= now) {
      one.set_alarm(never);
      one.wake();
    }
  }
}

void Loop::heed(std::shared_ptr<const base::Event> changed, Watch& watch) {
  const auto is_it = [&](const auto& one) { return one->event == changed; };
  if (std::ranges::none_of(changes_, is_it)) {
    changes_.push_back(std::make_unique<Change>(*this, std::move(changed)));
  }
  heedful_.insert(&watch);
}

Watch::Watch(Loop& loop, int socket) : loop_(loop) {
  // Each change of the socket is reported once. So sleeping costs no system call of its own.
  report(loop.poller_, socket, EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET,
        static_cast<Loop::Source*>(this));
  ++loop_.load_;
}

Watch::~Watch() {
  set_alarm(Loop::never);
  --loop_.load_;
}

void Watch::prepare(Loop::Time due, const std::shared_ptr<const base::Event>& changed) {
  due_ = due;
  if (due < alarm_) set_alarm(due);
  if (changed) loop_.heed(changed, *this);
}

void Watch::set_alarm(Loop::Time time) {
  if (alarm_ != Loop::never) loop_.alarms_.erase({alarm_, this});
  alarm_ = time;
  if (alarm_ != Loop::never) loop_.alarms_.insert({alarm_, this});
}

void Watch::happened(unsigned events) {
  readable_ |= (events & EPOLLIN) != 0;
  closed_ |= (events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0;
  broken_ |= (events & (EPOLLHUP | EPOLLERR)) != 0;
  if (sleeper_) wake();
}

void Watch::wake() {
  loop_.heedful_.erase(this);
  std::exchange(sleeper_, nullptr).resume();
}

}  // namespace krm::net
