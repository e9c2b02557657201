#include "traffic/processor_time.h"

#include <ctime>
#include <stdexcept>

namespace krm::bench {

std::int64_t processor_nanoseconds(pid_t process) {
  clockid_t clock;
  timespec time{};
  if (clock_getcpuclockid(process, &clock) != 0 || clock_gettime(clock, &time) != 0) {
    throw std::runtime_error("cannot read the server's processor time");
  }
  return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

std::int64_t processor_nanoseconds(const std::vector<pid_t>& processes) {
  std::int64_t sum = 0;
  for (const pid_t process : processes) sum += processor_nanoseconds(process);
  return sum;
}

}  // namespace krm::bench
