// Runs the coroutines of many connections on one thread. A coroutine that waits for its socket or
// for a time is put aside, and costs no thread.
//
//   co_await loop.enter()                  goes on in the thread of the loop
//   co_await loop.aside([&] { ... })       does what takes long in the pool, and goes on with its result
//   co_await watch.sleep(due)              until something happens to the socket, or `due`
//
// Thread-safety: any thread may call start, enter, post and load. All else is for the thread of the
// loop.
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
  // Ends the thread. REQUIRES: no coroutine is left that waits for the loop.
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  // Starts the thread.
  void start();

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

  // Rethrows what `work` throws.
  template <class Work>
  auto aside(Work work);

  // Returns how many sockets it watches.
  std::size_t load() const { return load_.load(std::memory_order_relaxed); }

 private:
  friend class Watch;

  // What epoll can report on.
  struct Source {
    virtual void happened(unsigned events) = 0;

   protected:
    ~Source() = default;
  };
  // Says that coroutines were posted.
  struct Bell final : Source {
    explicit Bell(Loop& loop);
    ~Bell();
    void ring() const;
    void happened(unsigned events) override;
    Loop& loop;
    const int descriptor;
  };
  // A change of clocks that some watches wait for.
  struct Change final : Source {
    Change(Loop& of, std::shared_ptr<const base::Event> awaited);
    void happened(unsigned events) override;
    Loop& loop;
    const std::shared_ptr<const base::Event> event;
  };

  void run();
  int milliseconds_to_first() const;
  void wake_those_due();
  void heed(std::shared_ptr<const base::Event> changed, Watch& watch);

  Pool& pool_;
  const int poller_;
  Bell bell_;
  std::atomic<bool> ends_{false};
  std::atomic<std::size_t> load_{0};
  std::mutex mutex_;
  std::vector<std::coroutine_handle<>> posted_;
  std::set<std::pair<Time, Watch*>> alarms_;
  std::vector<std::unique_ptr<Change>> changes_;  // not raised yet, as far as is known
  std::unordered_set<Watch*> heedful_;            // those who sleep until one is raised
  std::thread thread_;
};

// A socket in a loop, and the one coroutine that may sleep for it.
class Watch final : Loop::Source {
 public:
  // Does not own the socket. Throws std::system_error.
  Watch(Loop& loop, int socket);
  ~Watch();
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

  // Returns whether receiving may give something, be it an end.
  bool readable() const { return readable_ || closed_; }
  // Says that all was received that had arrived.
  void drained() { readable_ = false; }
  bool closed() const { return closed_; }  // the client sends nothing more
  bool broken() const { return broken_; }  // nothing goes either way

  // Sleeps until something happens to the socket, `due` has come, or `changed` is raised. It may
  // also wake for nothing.
  auto sleep(Loop::Time due, const std::shared_ptr<const base::Event>& changed = nullptr) {
    prepare(due, changed);
    struct Sleep {
      bool await_ready() const noexcept { return false; }
      void await_suspend(std::coroutine_handle<> coroutine) { watch.sleeper_ = coroutine; }
      void await_resume() const noexcept {}
      Watch& watch;
    };
    return Sleep{*this};
  }

  Loop& loop() const { return loop_; }

 private:
  friend class Loop;

  void prepare(Loop::Time due, const std::shared_ptr<const base::Event>& changed);
  void set_alarm(Loop::Time time);
  void happened(unsigned events) override;
  void wake();

  Loop& loop_;
  std::coroutine_handle<> sleeper_;
  Loop::Time due_ = Loop::never;
  // Is at most due_. A sleep that ends later than the one before leaves it, so that most sleeps
  // cost nothing.
  Loop::Time alarm_ = Loop::never;
  bool readable_ = false;
  bool closed_ = false;
  bool broken_ = false;
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
