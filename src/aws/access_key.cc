#include "aws/access_key.h"

namespace krm::aws {

SigningKey AccessKey::signing_key(const Scope& scope) const {
  std::string name;
  for (const std::string_view part : {scope.date, scope.region, scope.service}) {
    name.append(part).append("/");
  }
  const std::scoped_lock lock(mutex_);
  if (!last_ || last_->scope != name) {
    last_ = Derived{std::move(name), SigningKey(key_material(terms_.secret_access_key), scope)};
  }
  return last_->key;
}

}  // namespace krm::aws
