// Threads with a stack of a chosen size: a server that gives each connection a thread cannot
// afford the default of eight megabytes.
#pragma once

#include <cstddef>
#include <functional>

namespace krm::base {

// A sanitizer's frames are several times larger.
#ifdef KRM_SANITIZED
inline constexpr std::size_t connection_stack = std::size_t{2} << 20;
#else
inline constexpr std::size_t connection_stack = std::size_t{256} << 10;
#endif

// Runs `body` on a detached thread of its own with a stack of `stack_bytes`. The caller must have
// its own way to learn that the body has ended. Returns false, and does not run it, when the system
// gives no thread or no memory for it. An exception that leaves `body` ends the process.
[[nodiscard]] bool start_task(std::size_t stack_bytes, std::function<void()> body);

}  // namespace krm::base
