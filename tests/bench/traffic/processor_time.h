// Processor time of a process that is measured.
#pragma once

#include <sys/types.h>

#include <cstdint>

namespace krm::bench {

// Of the whole process, of threads that have ended too; nothing without a process. Throws
// std::runtime_error.
std::int64_t processor_nanoseconds(pid_t process);

}  // namespace krm::bench
