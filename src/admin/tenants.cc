// The tenants, and keys that are issued for new ones.
#include <fmt/format.h>

#include <array>
#include <optional>

#include "admin/body.h"
#include "admin/given_scenario.h"
#include "admin/resources.h"
#include "base/base64.h"
#include "base/log.h"
#include "http/header.h"

namespace krm::admin {
namespace {

struct TenantView {
  static constexpr std::string_view name = "Tenant";
  static void members(auto& member) {
    member("id", &TenantView::id, "the access key ID, or -");
    member("scenario", &TenantView::scenario, "that it runs");
    member("issued", &TenantView::issued, "its key was made here");
    member("requests", &TenantView::requests, "since its scenario began");
    member("calls", &TenantView::calls, "since its scenario began");
    member("last_seen", &TenantView::last_seen, "in real time; null: no request has come yet");
  }
  std::string id{};
  ScenarioView scenario{};
  bool issued = false;
  std::uint64_t requests = 0;
  std::int64_t calls = 0;
  std::optional<std::string> last_seen{};
};

struct TenantList {
  static constexpr std::string_view name = "Tenants";
  static void members(auto& member) { member("tenants", &TenantList::tenants, "all there are"); }
  std::vector<TenantView> tenants{};
};

struct Issued {
  static constexpr std::string_view name = "IssuedTenant";
  static void members(auto& member) {
    member("id", &Issued::id, "names the tenant");
    member("access_key_id", &Issued::access_key_id, "the same");
    member("secret_access_key", &Issued::secret_access_key, "of the key");
    member("session_token", &Issued::session_token, "of the key; demanded under strict");
    member("url", &Issued::url, "where KMS is");
    member("scenario", &Issued::scenario, "that it runs");
    member("warnings", &Issued::warnings, "what has no effect in it");
  }
  std::string id{};
  std::string access_key_id{};
  std::string secret_access_key{};
  std::string session_token{};
  std::string url{};
  ScenarioView scenario{};
  std::vector<std::string> warnings{};
};

struct NewTenant {
  static constexpr std::string_view name = "tenant";
  static constexpr std::string_view help = "a tenant to be made";
  static void fields(auto& field) {
    field("scenario", &NewTenant::scenario, "its own; without it the start-up scenario");
  }
  std::optional<GivenScenario> scenario{};
  bool operator==(const NewTenant&) const = default;
};

TenantView tenant_view(const mock::Tenants::Listed& listed) {
  TenantView view{.id = std::string(listed.tenant->shown()),
                  .scenario = admin::view_of(listed.tenant->active()),
                  .issued = listed.is_issued};
  listed.tenant->look([&](const mock::TenantState& state, const mock::Moment&) {
    view.requests = state.requests;
    view.calls = state.calls_begun;
    if (state.last_seen) view.last_seen = base::iso8601(*state.last_seen);
  });
  return view;
}

std::optional<Reply> list_tenants(const Control& control, const Ask& ask) {
  TenantList list;
  for (const auto& listed : control.tenants.all()) {
    TenantView view = tenant_view(listed);
    if (ask.query.tenant && view.id != *ask.query.tenant) continue;
    if (view.id != "-" || view.last_seen) list.tenants.push_back(std::move(view));
  }
  return json(list);
}

std::optional<Reply> show_tenant(const Control& control, const Ask& ask) {
  for (const auto& listed : control.tenants.all()) {
    if (listed.tenant->shown() == ask.id) return json(tenant_view(listed));
  }
  return no_such_tenant(ask.id);
}

std::optional<Reply> remove_tenant(const Control& control, const Ask& ask) {
  if (!control.tenants.remove(ask.id)) return no_such_tenant(ask.id);
  return Reply{.status = 204};
}

// Returns a key that looks like one of AWS, of 80 random bits, so that no two are ever the same.
// Returns nothing when the system gives no random bytes.
std::optional<scenario::Credential> new_credential(base::Entropy& entropy) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::array<std::uint8_t, 16> id{};
  std::array<std::uint8_t, 30> secret{};
  std::array<std::uint8_t, 48> token{};
  if (!entropy.fill(id) || !entropy.fill(secret) || !entropy.fill(token)) return std::nullopt;
  scenario::Credential credential;
  credential.access_key_id = "ASIA";  // DOC: the prefix of temporary keys
  credential.secret_access_key = base::to_base64(secret);
  credential.session_token = base::to_base64(token);
  for (const std::uint8_t byte : id) credential.access_key_id += alphabet[byte % alphabet.size()];
  return credential;
}

// As the client that asks names the server, since it reached it there.
std::string url_of(const Control& control, const http::HttpRequest& request) {
  std::string host(http::value_of(request.headers, "Host"));
  if (const auto port = control.kms_port()) {
    const auto colon = host.rfind(':');
    const bool has_port = colon != std::string::npos && host.find(']', colon) == std::string::npos;
    host = fmt::format("{}:{}", has_port ? host.substr(0, colon) : host, *port);
  }
  return fmt::format("{}://{}", base::word_of(request.transport), host);
}

std::optional<Reply> issue_tenant(const Control& control, const Ask& ask) {
  NewTenant wanted;
  if (ask.body) {
    auto read = read_body<NewTenant>(ask);
    if (!read) return std::move(read.error());
    wanted = std::move(*read);
  }
  std::shared_ptr<const mock::ActiveScenario> own;
  std::vector<std::string> warnings;
  if (wanted.scenario) {
    const auto start_up = control.tenants.active();
    auto loaded = load_given(*wanted.scenario).and_then([&](auto scenario) {
      return with_secrets(std::move(scenario), start_up->signatures.keys);
    });
    if (!loaded) return std::move(loaded.error());
    Settled settled = control.settle(std::move(*loaded), true);
    own = std::make_shared<const mock::ActiveScenario>(std::move(settled.active));
    warnings = std::move(settled.warnings);
  }
  const auto credential = new_credential(control.entropy);
  if (!credential) return error(500, "NoEntropy", "The system gives no random bytes.");
  if (!control.tenants.issue(*credential, own)) {
    return error(409, "TooManyTenants", "There is no room for one more; DELETE those not needed.");
  }
  const std::string& id = credential->access_key_id;
  Reply reply = json(Issued{.id = id,
                            .access_key_id = id,
                            .secret_access_key = credential->secret_access_key,
                            .session_token = *credential->session_token,
                            .url = url_of(control, ask.request),
                            .scenario = admin::view_of(own ? *own : *control.tenants.active()),
                            .warnings = std::move(warnings)},
                     201);
  reply.more = {{"Location", fmt::format("{}/tenants/{}", admin_root, id)}};
  return reply;
}

}  // namespace

Resource tenants() {
  return {"/tenants",
          {{.name = "GET",
            .summary = "Lists the tenants: every access key that has called, or was issued.",
            .query = {"tenant"},
            .outcomes = {{200, "The tenants.", document::shape_of<TenantList>}},
            .answer = list_tenants},
           {.name = "POST",
            .summary = "Issues a key, and with it a tenant that nobody else has.",
            .body = BodyKind::values,
            .body_may_be_absent = true,
            .body_shape = shape_of_body<NewTenant>,
            .outcomes = {{.status = 201,
                          .description = "The key.",
                          .shape = document::shape_of<Issued>,
                          .header = "Location"},
                         {409, "There are 10,000 that must not be dropped."},
                         {422, "The scenario is wrong, and there is no new tenant."}},
            .answer = issue_tenant}}};
}

Resource tenant() {
  return {"/tenants/{id}",
          {{.name = "GET",
            .summary = "Shows a tenant.",
            .outcomes = {{200, "The tenant.", document::shape_of<TenantView>},
                         {404, "There is no such tenant."}},
            .answer = show_tenant},
           {.name = "DELETE",
            .summary = "Forgets a tenant, its journal and its key.",
            .outcomes = {{204, "It is gone."}, {404, "There is no such tenant."}},
            .answer = remove_tenant}}};
}

}  // namespace krm::admin
