// The custom key stores of a tenant: their states, and moving them.
#include <fmt/format.h>

#include <utility>

#include "admin/body.h"
#include "admin/resources.h"
#include "base/log.h"
#include "base/quoting.h"
#include "mock/turn_news.h"

namespace krm::admin {
namespace {

struct NextView {
  static constexpr std::string_view name = "NextState";
  static void members(auto& member) {
    member("state", &NextView::state, "ConnectionState");
    member("in_ms", &NextView::in_ms, "until then, on the tenant's clock");
  }
  kms::ConnectionState state{};
  std::int64_t in_ms = 0;
};

struct StoreView {
  static constexpr std::string_view name = "KeyStore";
  static void members(auto& member) {
    member("tenant", &StoreView::tenant, "null: as tenants to come find it");
    member("id", &StoreView::id, "CustomKeyStoreId");
    member("name", &StoreView::title, "CustomKeyStoreName");
    member("type", &StoreView::type, "CustomKeyStoreType");
    member("state", &StoreView::state, "ConnectionState");
    member("error_code", &StoreView::error_code, "ConnectionErrorCode; null unless it is FAILED");
    member("next", &StoreView::next, "what comes by itself; null: nothing is under way");
    member("since", &StoreView::since, "on the tenant's clock; null: since its first request");
    member("moved_by", &StoreView::moved_by, "a rule, the timeline, the admin API, the scenario");
  }
  std::optional<std::string> tenant{};
  std::string id{};
  std::string title{};
  kms::KeyStoreType type{};
  kms::ConnectionState state{};
  std::optional<kms::ConnectionErrorCode> error_code{};
  std::optional<NextView> next{};
  std::optional<std::string> since{};
  std::string moved_by{};
};

struct StoreList {
  static constexpr std::string_view name = "KeyStores";
  static void members(auto& member) {
    member("tenant", &StoreList::tenant, "null: as tenants to come find them");
    member("key_stores", &StoreList::key_stores, "those of the scenario");
  }
  std::optional<std::string> tenant{};
  std::vector<StoreView> key_stores{};
};

struct Move {
  static constexpr std::string_view name = "key store";
  static constexpr std::string_view help = "the state it is to be in";
  static void fields(auto& field) { field.required("state", &Move::state, help); }
  kms::ConnectionState state{};
  bool operator==(const Move&) const = default;
};

StoreList stores_of(const Control& control, const Ask& ask, mock::Tenant& tenant) {
  StoreList list{.tenant = ask.query.tenant};
  tenant.look([&](mock::TenantState& state, const mock::Moment& now) {
    for (const auto& [id, store] : state.account.key_stores) {
      StoreView view{.tenant = list.tenant,
                     .id = id,
                     .title = store.name,
                     .type = store.type,
                     .state = store.state};
      if (store.state == kms::ConnectionState::failed) view.error_code = store.failure();
      if (store.next) {
        const auto left = std::chrono::ceil<base::Milliseconds>(store.next->at - now.monotonic);
        view.next = NextView{store.next->to, left.count()};
      }
      const auto move = state.store_moves.find(id);
      const bool has_moved = move != state.store_moves.end();
      if (has_moved) view.since = base::iso8601(move->second.since);
      view.moved_by = has_moved ? move->second.by : "the scenario";
      list.key_stores.push_back(std::move(view));
    }
    tell(std::exchange(state.news, {}), tenant.name(), control.log);
  });
  return list;
}

Reply no_such_store(const Ask& ask, const mock::Tenant& tenant) {
  std::vector<std::string_view> there;
  for (const auto& [id, store] : tenant.active().account.key_stores) there.emplace_back(id);
  const std::string end = there.empty() ? "; add it to \"key_stores\"."
                                        : end_of_sentence(document::suggestion(ask.id, there));
  return error(404, "NoSuchKeyStore",
               fmt::format("The scenario has no key store {}{}", base::quoted(ask.id), end));
}

std::optional<Reply> list_key_stores(const Control& control, const Ask& ask) {
  const auto tenant = tenant_of(control, ask);
  if (!tenant) return tenant.error();
  return json(stores_of(control, ask, **tenant));
}

Reply store_of(const Control& control, const Ask& ask, mock::Tenant& tenant) {
  for (const StoreView& store : stores_of(control, ask, tenant).key_stores) {
    if (store.id == ask.id) return json(store);
  }
  return no_such_store(ask, tenant);
}

std::optional<Reply> show_key_store(const Control& control, const Ask& ask) {
  const auto tenant = tenant_of(control, ask);
  if (!tenant) return tenant.error();
  return store_of(control, ask, **tenant);
}

std::optional<Reply> move_key_store(const Control& control, const Ask& ask) {
  const auto wanted = read_body<Move>(ask);
  if (!wanted) return wanted.error();
  const auto first = tenant_of(control, ask);
  if (!first) return first.error();
  if (!(*first)->active().account.key_stores.contains(ask.id)) return no_such_store(ask, **first);
  control.tenants.visit(ask.query.tenant, [&](mock::Tenant& tenant) {
    tenant.look([&](mock::TenantState& state, const mock::Moment& now) {
      state.move_store(ask.id, wanted->state, "the admin API", now.wall);
      const auto news = std::exchange(state.news, {});
      if (&tenant != first->get() || ask.query.tenant) tell(news, tenant.name(), control.log);
    });
  });
  return store_of(control, ask, **first);
}

}  // namespace

Resource key_stores() {
  return {"/key-stores",
          {{.name = "GET",
            .summary = "Lists the custom key stores of a tenant.",
            .query = {"tenant"},
            .outcomes = {{200, "The key stores.", document::shape_of<StoreList>},
                         {404, "There is no such tenant."}},
            .answer = list_key_stores}}};
}

Resource key_store() {
  const std::vector<Outcome> outcomes{{200, "The key store.", document::shape_of<StoreView>},
                                      {404, "There is no such key store, or no such tenant."}};
  return {"/key-stores/{id}",
          {{.name = "GET",
            .summary = "Shows a custom key store.",
            .query = {"tenant"},
            .outcomes = outcomes,
            .answer = show_key_store},
           {.name = "PUT",
            .summary = "Moves a custom key store into another state. Without a tenant this also "
                       "holds for tenants to come.",
            .query = {"tenant"},
            .body = BodyKind::values,
            .body_shape = shape_of_body<Move>,
            .outcomes = outcomes,
            .answer = move_key_store}}};
}

}  // namespace krm::admin
