// Beginning again.
#include "admin/resources.h"

namespace krm::admin {
namespace {

std::optional<Reply> begin_again(const Control& control, const Ask& ask) {
  if (!ask.query.tenant) {
    control.tenants.reset();
  } else if (!control.tenants.reset(*ask.query.tenant)) {
    return no_such_tenant(*ask.query.tenant);
  }
  return Reply{.status = 204};
}

}  // namespace

Resource reset() {
  return {"/reset",
          {{.name = "POST",
            .summary = "Begins the scenario that a tenant runs again, with its journal, clock, "
                       "counters, buckets and key stores.",
            .query = {"tenant"},
            .outcomes = {{204, "It has begun again."}, {404, "There is no such tenant."}},
            .answer = begin_again}}};
}

}  // namespace krm::admin
