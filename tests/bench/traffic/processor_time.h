// Processor time of a process that is measured.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <vector>

namespace krm::bench {

// Of the whole process, of threads that have ended too. Throws std::runtime_error.
std::int64_t processor_nanoseconds(pid_t process);

// Their sum.
std::int64_t processor_nanoseconds(const std::vector<pid_t>& processes);

}  // namespace krm::bench
