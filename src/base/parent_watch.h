// Notices that whoever started this process is gone, so that nothing is left behind by a test run
// that crashed.
//
// Thread-safety: for one thread. `gone` is called on another.
#pragma once

#include <functional>
#include <thread>

#include "base/event.h"

namespace krm::base {

class ParentWatch {
 public:
  // Calls `gone` once when the process that started this one has ended. With `stdin_too` also when
  // stdin is closed, if that is a pipe or a socket. Reads nothing from it.
  ParentWatch(bool stdin_too, std::function<void()> gone);
  ~ParentWatch();
  ParentWatch(const ParentWatch&) = delete;
  ParentWatch& operator=(const ParentWatch&) = delete;

 private:
  void wait(bool stdin_too) const;

  const std::function<void()> gone_;
  Event end_;
  std::thread thread_;
};

}  // namespace krm::base
