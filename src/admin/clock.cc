// The clock of a tenant: frozen, advanced, released.
#include "admin/body.h"
#include "admin/resources.h"
#include "aws/names.h"
#include "base/log.h"

namespace krm::admin {
namespace {

constexpr std::chrono::hours a_century{24 * 36'525};

struct ClockView {
  static constexpr std::string_view name = "Clock";
  static void members(auto& member) {
    member("tenant", &ClockView::tenant, "null: of tenants to come");
    member("now", &ClockView::now, "what Date says");
    member("elapsed_ms", &ClockView::elapsed_ms, "since the first request; null: there was none");
    member("frozen", &ClockView::frozen, "only advance moves it");
    member("advanced_ms", &ClockView::advanced_ms, "by all of them together");
  }
  std::optional<std::string> tenant{};
  std::string now{};
  std::optional<std::int64_t> elapsed_ms{};
  bool frozen = false;
  std::int64_t advanced_ms = 0;
};

struct Freeze {
  static constexpr std::string_view name = "clock";
  static constexpr std::string_view help = "whether it stands still";
  static constexpr std::array guesses{document::Guess{"advance", "POST {\"advance\": \"10s\"}"}};
  static void fields(auto& field) {
    field.required("frozen", &Freeze::frozen, "true: stops it; false: lets it run on");
  }
  bool frozen = false;
  bool operator==(const Freeze&) const = default;
};

struct Advance {
  static constexpr std::string_view name = "clock";
  static constexpr std::string_view help = "how far it goes ahead";
  static constexpr std::array guesses{document::Guess{"frozen", "PUT {\"frozen\": true}"}};
  static void fields(auto& field) {
    field.required("advance", &Advance::by, "never back, and by a century at most",
                   document::Times{.most = a_century});
  }
  base::Milliseconds by{0};
  bool operator==(const Advance&) const = default;
};

ClockView clock_view(const Ask& ask, mock::Tenant& tenant) {
  const auto setting = tenant.clock().setting();
  ClockView view{.tenant = ask.query.tenant,
                 .frozen = setting.frozen.has_value(),
                 .advanced_ms = setting.advanced.count()};
  tenant.look([&](const mock::TenantState& state, const mock::Moment& now) {
    view.now = base::iso8601(now.wall);
    if (state.began) view.elapsed_ms = state.elapsed(now).count();
  });
  return view;
}

// A key that has not called yet may be named, and has a tenant from then on.
void make_if_new(const Control& control, const Ask& ask) {
  const auto& named = ask.query.tenant;
  if (named && aws::is_access_key_id(*named) && *named != "-") control.tenants.of(*named);
}

std::optional<Reply> show_clock(const Control& control, const Ask& ask) {
  const auto tenant = tenant_of(control, ask);
  if (!tenant) return tenant.error();
  return json(clock_view(ask, **tenant));
}

std::optional<Reply> freeze_clock(const Control& control, const Ask& ask) {
  const auto wanted = read_body<Freeze>(ask);
  if (!wanted) return wanted.error();
  make_if_new(control, ask);
  control.tenants.visit(ask.query.tenant, [&](mock::Tenant& tenant) {
    wanted->frozen ? tenant.clock().freeze() : tenant.clock().thaw();
  });
  return show_clock(control, ask);
}

std::optional<Reply> advance_clock(const Control& control, const Ask& ask) {
  const auto wanted = read_body<Advance>(ask);
  if (!wanted) return wanted.error();
  make_if_new(control, ask);
  bool is_too_far = false;
  control.tenants.visit(ask.query.tenant, [&](mock::Tenant& tenant) {
    const bool beyond = tenant.clock().setting().advanced + wanted->by > a_century;
    is_too_far |= beyond;
    if (!beyond) tenant.clock().advance(wanted->by);
  });
  if (is_too_far) {
    return error(400, "InvalidBody", "A clock can be advanced by a hundred years; reset it.");
  }
  return show_clock(control, ask);
}

}  // namespace

Resource clock() {
  const std::vector<Outcome> outcomes{{200, "The clock.", document::shape_of<ClockView>},
                                      {404, "There is no such tenant."}};
  return {"/clock",
          {{.name = "GET",
            .summary = "Shows the clock of a tenant, or that of tenants to come.",
            .query = {"tenant"},
            .outcomes = outcomes,
            .answer = show_clock},
           {.name = "PUT",
            .summary = "Freezes the clock, or lets it run on. Without a tenant this also holds for "
                       "tenants to come.",
            .query = {"tenant"},
            .body = BodyKind::values,
            .body_shape = shape_of_body<Freeze>,
            .outcomes = outcomes,
            .answer = freeze_clock},
           {.name = "POST",
            .summary = "Advances the clock, frozen or not.",
            .query = {"tenant"},
            .body = BodyKind::values,
            .body_shape = shape_of_body<Advance>,
            .outcomes = outcomes,
            .answer = advance_clock}}};
}

}  // namespace krm::admin
