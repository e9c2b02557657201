#include "admin/health.h"

namespace krm::admin {

Health::Report Health::report() const {
  const std::scoped_lock lock(mutex_);
  return report_;
}

void Health::set(Readiness readiness) {
  const std::scoped_lock lock(mutex_);
  report_.readiness = readiness;
}

void Health::serves(std::string scenario, std::string digest) {
  const std::scoped_lock lock(mutex_);
  report_.scenario = std::move(scenario);
  report_.digest = std::move(digest);
  report_.reload_error.clear();
}

void Health::keeps_the_last(std::string why) {
  const std::scoped_lock lock(mutex_);
  report_.reload_error = std::move(why);
  ++report_.reload_failures;
}

}  // namespace krm::admin
