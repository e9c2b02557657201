#include "mock/turn_news.h"

#include <string>

#include "base/quoting.h"
#include "base/words.h"
#include "mock/tenant.h"

namespace krm::mock {

using base::Level;

void tell(const std::vector<StoreNews>& news, std::string_view tenant, const base::Log& log) {
  for (const StoreNews& one : news) {
    log.say(Level::info, "key store {} of {}: {} -> {} by {}", base::quoted(one.id),
            tenant.empty() ? "the unsigned tenant" : base::quoted(tenant), base::word_of(one.from),
            base::word_of(one.to), one.by);
  }
}

void tell(const Case& one, const base::Log& log) {
  tell(one.news, one.tenant->name(), log);
  for (const scenario::Rule* rule : one.unjoined) {
    if (!one.tenant->active().warns_of(*rule)) continue;
    const std::string_view agent = http::value_of(one.request.headers, "User-Agent");
    log.say(Level::warning,
            "rule {} is about calls, and tenant {}{} sends no amz-sdk-invocation-id: each of its "
            "requests is a call, retries included; docs/rules.md says which clients send none",
            base::quoted(rule->shown), base::quoted(one.tenant->shown()),
            agent.empty() ? "" : fmt::format(" ({})", base::quoted(agent)));
  }
}

}  // namespace krm::mock
