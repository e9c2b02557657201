// Starts threads with a stack of a chosen size. The server gives each connection a thread, and it
// cannot afford the default stack of eight megabytes for each.
//
// Thread-safety: start_task() may be called from any thread.
#pragma once

#include <cstddef>
#include <functional>

namespace krm::base {

// The size is larger with a sanitizer, because its stack frames are several times larger.
#ifdef KRM_SANITIZED
inline constexpr std::size_t connection_stack = std::size_t{2} << 20;
#else
inline constexpr std::size_t connection_stack = std::size_t{256} << 10;
#endif

// Runs `body` on its own detached thread with a stack of `stack_bytes`, and returns true. The
// caller needs its own way to learn that `body` has ended. When the system gives no thread or no
// memory, returns false and does not run `body`. An exception that leaves `body` ends the process.
[[nodiscard]] bool start_task(std::size_t stack_bytes, std::function<void()> body);

}  // namespace krm::base
