// Runs the coroutines of many connections on one thread. A coroutine that sleeps costs no thread.
//
//   co_await loop.enter()               goes on in the thread of the loop
//   co_await loop.aside([&] { ... })    does what takes long in the pool, and returns its result
//
// A net/watch sleeps for a socket or for a time.
//
// Thread-safety: any thread may enter, post, hold a Share and ask for the load. The rest is for the
// thread of the loop.
#pragma once

#include <atomic>
#include <chrono>
#include <coroutine>
#include <cstddef>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <type_traits>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/event.h"
#include "net/pool.h"

namespace krm::net {

class Watch;

class Loop {
 public:
  using Time = std::chrono::steady_clock::time_point;
  static constexpr Time never = Time::max();

  // `pool` must outlive the loop. Throws std::system_error when the system has no descriptor left.
  explicit Loop(Pool& pool);
  // Ends the thread. REQUIRES: no coroutine of the loop is left that could be resumed.
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  void start();
  // Ends the thread. From then on another one may destroy what belongs to the loop.
  void end();

  // Resumes a coroutine soon, on the thread of the loop.
  void post(std::coroutine_handle<> coroutine);

  auto enter() {
    struct Entry {
      bool await_ready() const noexcept { return false; }
      void await_suspend(std::coroutine_handle<> coroutine) { loop.post(coroutine); }
      void await_resume() const noexcept {}
      Loop& loop;
    };
    return Entry{*this};
  }

  // Rethrows what `work` throws. REQUIRES: `work` returns something.
  template <class Work>
  auto aside(Work work);

  // Counts a connection in for as long as it lives.
  class Share {
   public:
    explicit Share(Loop& loop) : loop_(loop) { ++loop_.load_; }
    ~Share() { --loop_.load_; }
    Share(const Share&) = delete;
    Share& operator=(const Share&) = delete;

   private:
    Loop& loop_;
  };
  std::size_t load() const { return load_; }

 private:
  friend class Watch;

  struct Descriptor {
    explicit Descriptor(int opened);  // throws when it was not
    ~Descriptor();
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    const int number;
  };

  // Has `tag` reported when each of `events` happens. A second time for the same descriptor changes
  // nothing. Returns 0, or the system's error.
  int report(int descriptor, unsigned events, void* tag) const;
  void run();
  void resume_posted();
  void wake_heedful();
  void ring_those_due();
  void set_timer();

  Pool& pool_;
  const Descriptor poller_;
  // These two are never read: each ring is reported once.
  Descriptor bell_;   // rings when coroutines were posted
  Descriptor timer_;  // rings when the first alarm is due
  Time timer_set_for_ = never;
  std::set<std::pair<Time, Watch*>> alarms_;
  std::unordered_set<Watch*> heedful_;  // wake when a clock is changed
  std::mutex mutex_;
  std::vector<std::coroutine_handle<>> posted_;
  std::atomic<bool> ends_{false};
  std::atomic<std::size_t> load_{0};
  std::thread thread_;
};

template <class Work>
auto Loop::aside(Work work) {
  using Result = std::invoke_result_t<Work&>;
  struct Aside {
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> coroutine) {
      loop.pool_.run([this, coroutine] {
        try {
          result.emplace(work());
        } catch (...) {
          failure = std::current_exception();
        }
        loop.post(coroutine);
      });
    }
    Result await_resume() {
      if (failure) std::rethrow_exception(failure);
      return std::move(*result);
    }
    Loop& loop;
    Work work;
    std::optional<Result> result{};
    std::exception_ptr failure{};
  };
  return Aside{*this, std::move(work)};
}

}  // namespace krm::net
