#include "sigv4/access_key.h"

namespace krm::sigv4 {

SigningKey AccessKey::signing_key(const Scope& scope) const {
  const std::scoped_lock lock(mutex_);
  if (!last_ || last_->date != scope.date || last_->region != scope.region ||
      last_->service != scope.service) {
    last_ = Derived{std::string(scope.date), std::string(scope.region), std::string(scope.service),
                    SigningKey(key_material(terms_.secret_access_key), scope)};
  }
  return last_->key;
}

}  // namespace krm::sigv4
