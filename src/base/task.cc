#include "base/task.h"

#include <pthread.h>

#include <memory>
#include <new>
#include <utility>

namespace krm::base {
namespace {

void* run(void* argument) {
  const std::unique_ptr<std::function<void()>> body(static_cast<std::function<void()>*>(argument));
  (*body)();
  return nullptr;
}

}  // namespace

bool start_task(std::size_t stack_bytes, std::function<void()> body) {
  std::unique_ptr<std::function<void()>> owned(new (std::nothrow)
                                                   std::function<void()>(std::move(body)));
  if (!owned) return false;
  pthread_attr_t attributes;
  if (pthread_attr_init(&attributes) != 0) return false;
  pthread_t thread{};
  const bool started = pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED) == 0 &&
                       pthread_attr_setstacksize(&attributes, stack_bytes) == 0 &&
                       pthread_create(&thread, &attributes, run, owned.get()) == 0;
  pthread_attr_destroy(&attributes);
  if (started) (void)owned.release();
  return started;
}

}  // namespace krm::base
