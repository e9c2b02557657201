// A coroutine that returns a T. It begins when somebody awaits it, and its exceptions reach whoever
// does. A connection is written with these as one straight line, though it sleeps in between.
//
//   Task<int> size_of(Wire& wire) { ... co_return 1; }
//   const int size = co_await size_of(wire);
//
// Thread-safety: none. Whoever awaits a task and the task itself run on one thread at a time.
#pragma once

#include <coroutine>
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

namespace krm::net {

// What all tasks have in common: who awaits them, and an exception.
class TaskPromise {
 public:
  std::suspend_always initial_suspend() noexcept { return {}; }
  auto final_suspend() noexcept {
    struct GoOnWithCaller {
      bool await_ready() noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<>) noexcept { return caller; }
      void await_resume() noexcept {}
      std::coroutine_handle<> caller;
    };
    return GoOnWithCaller{caller_};
  }
  void unhandled_exception() noexcept { failure_ = std::current_exception(); }

  void set_caller(std::coroutine_handle<> caller) { caller_ = caller; }
  void rethrow() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  std::coroutine_handle<> caller_ = std::noop_coroutine();
  std::exception_ptr failure_;
};

template <class T>
struct Promise;

template <class T>
class [[nodiscard]] Task {
 public:
  using promise_type = Promise<T>;

  explicit Task(std::coroutine_handle<Promise<T>> frame) : frame_(frame) {}
  // Makes one that is done already. It needs no frame.
  static Task done(auto value) { return Task(Value(std::move(value))); }
  Task(Task&& other) noexcept
      : frame_(std::exchange(other.frame_, nullptr)), value_(std::move(other.value_)) {}
  Task& operator=(Task&&) = delete;
  ~Task() {
    if (frame_) frame_.destroy();
  }

  bool await_ready() const noexcept { return !frame_; }
  // Runs the task until it sleeps. One that never sleeps costs no depth of stack, even where the
  // compiler makes no tail calls.
  bool await_suspend(std::coroutine_handle<> caller) {
    frame_.resume();
    if (frame_.done()) return false;
    frame_.promise().set_caller(caller);
    return true;
  }
  T await_resume() {
    if (!frame_) return T(std::move(*value_));
    frame_.promise().rethrow();
    return frame_.promise().take();
  }

 private:
  using Value = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

  explicit Task(Value value) : value_(std::move(value)) {}

  std::coroutine_handle<Promise<T>> frame_;  // null: it is done already
  std::optional<Value> value_;
};

template <class T>
struct Promise : TaskPromise {
  Task<T> get_return_object() {
    return Task<T>(std::coroutine_handle<Promise>::from_promise(*this));
  }
  void return_value(T returned) { value.emplace(std::move(returned)); }
  T take() { return std::move(*value); }

  std::optional<T> value;
};

template <>
struct Promise<void> : TaskPromise {
  Task<void> get_return_object() {
    return Task<void>(std::coroutine_handle<Promise>::from_promise(*this));
  }
  void return_void() {}
  void take() {}
};

// A coroutine that nobody awaits. It begins at once and frees itself at its end. No exception may
// leave it.
struct Detached {
  struct promise_type {
    Detached get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
};

}  // namespace krm::net
