// A socket in a loop, and the one coroutine that may sleep for it.
//
//   while (!watch.readable()) co_await watch.sleep(until)
//
// Thread-safety: none. It belongs to the thread of its loop.
#pragma once

#include <coroutine>
#include <memory>

#include "base/event.h"
#include "net/loop.h"

namespace krm::net {

class Watch {
 public:
  // Does not own the socket. Shuts it down when the kernel cannot watch it.
  Watch(Loop& loop, int socket);
  ~Watch();
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

  // Returns whether receiving may give something, be it an end.
  bool readable() const { return readable_ || closed_; }
  bool closed() const { return closed_; }  // the client sends nothing more
  bool broken() const { return broken_; }  // nothing goes either way
  // Says that all has been received that had arrived.
  void drained() { readable_ = false; }

  // Sleeps until something happens to the socket, `due` has come, or `changed` is raised. It may
  // wake for nothing, so look again. REQUIRES: `changed` lives until then.
  auto sleep(Loop::Time due, const base::Event* changed = nullptr) {
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

  // Takes events of epoll. Returns whether somebody sleeps who has to look.
  bool happened(unsigned events);
  void prepare(Loop::Time due, const base::Event* changed);
  void set_alarm(Loop::Time time);
  void ring(Loop::Time now);
  void wake();

  Loop& loop_;
  std::coroutine_handle<> sleeper_;  // null while it is awake
  Loop::Time due_ = Loop::never;
  // When the loop looks at due_. A sleep that ends later than the one before leaves it as it is, so
  // that most sleeps set no alarm.
  Loop::Time alarm_ = Loop::never;
  bool readable_ = false;
  bool closed_ = false;
  bool broken_ = false;
};

}  // namespace krm::net
