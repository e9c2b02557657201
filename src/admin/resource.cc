#include "admin/resource.h"

#include <fmt/format.h>

#include "base/quoting.h"

namespace krm::admin {

using Tenants = std::vector<std::shared_ptr<mock::Tenant>>;

Reply no_such_tenant(std::string_view shown) {
  return error(404, "NoSuchTenant",
               fmt::format("There is no tenant {}. A key has one once it has called; POST "
                           "/__admin/tenants makes one before.",
                           base::quoted(shown)));
}

tl::expected<Tenants, Reply> tenants_of(const Control& control, const Ask& ask) {
  if (!ask.query.tenant) return control.tenants.of_start_up();
  auto tenant = control.tenants.find(*ask.query.tenant);
  if (!tenant) return tl::unexpected(no_such_tenant(*ask.query.tenant));
  return Tenants{std::move(tenant)};
}

tl::expected<std::shared_ptr<mock::Tenant>, Reply> tenant_of(const Control& control,
                                                             const Ask& ask) {
  if (!ask.query.tenant) return control.tenants.model();
  return tenants_of(control, ask).map([](const Tenants& all) { return all.front(); });
}

}  // namespace krm::admin
