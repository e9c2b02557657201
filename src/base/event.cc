#include "base/event.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <system_error>

namespace krm::base {

Event::Event() : descriptor_(eventfd(0, EFD_CLOEXEC)) {
  if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
}

Event::~Event() { close(descriptor_); }

void Event::wait(std::chrono::milliseconds most) const {
  pollfd wait{.fd = descriptor_, .events = POLLIN, .revents = 0};
  poll(&wait, 1, static_cast<int>(most.count()));
}

void Event::raise() {
  raised_.store(true, std::memory_order_release);
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = write(descriptor_, &one, sizeof one);
}

}  // namespace krm::base
