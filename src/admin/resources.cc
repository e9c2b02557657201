#include "admin/resources.h"

namespace krm::admin {

const std::vector<Resource>& resources() {
  static const std::vector<Resource> all{
      index(),
      requests(),
      request(),
      calls(),
      scenario_resource(),
      tenants(),
      tenant(),
      reset(),
      clock(),
      key_stores(),
      key_store(),
      throttle(),
      verify(),
      explain_resource(),
      schema(),
      openapi(),
  };
  return all;
}

}  // namespace krm::admin
