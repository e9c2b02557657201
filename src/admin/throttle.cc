// The token buckets of a tenant: what is left in them, and filling or emptying them.
#include <fmt/format.h>

#include <map>

#include "admin/body.h"
#include "admin/resources.h"
#include "base/quoting.h"

namespace krm::admin {
namespace {

struct BucketView {
  static constexpr std::string_view name = "Bucket";
  static void members(auto& member) {
    member("tokens", &BucketView::tokens, "requests that would pass now");
    member("burst", &BucketView::burst, "the most it holds");
    member("rate", &BucketView::rate, "tokens that come in a second");
  }
  double tokens = 0;
  std::int64_t burst = 0;
  double rate = 0;
};

struct ThrottleView {
  static constexpr std::string_view name = "Throttle";
  static void members(auto& member) {
    member("tenant", &ThrottleView::tenant, "null: as tenants to come find it");
    member("account", &ThrottleView::account, "null: the scenario throttles no account");
    member("key_stores", &ThrottleView::key_stores, "those that have a bucket, by id");
    member("operations", &ThrottleView::operations, "those that have their own bucket, by name");
  }
  std::optional<std::string> tenant{};
  std::optional<BucketView> account{};
  std::map<std::string, BucketView> key_stores{};
  std::map<std::string, BucketView> operations{};
};

// So many tokens, or as many as the bucket holds.
struct Tokens {
  std::optional<std::int64_t> count{};
  bool operator==(const Tokens&) const = default;
};

}  // namespace
}  // namespace krm::admin

namespace krm::document {

template <>
struct Codec<admin::Tokens> {
  using Form = AnyForm;
  static std::optional<admin::Tokens> read(const Node& node, const Form&, Reading& reading) {
    if (node.kind == Node::Kind::text && node.text == "full") return admin::Tokens{};
    if (node.kind != Node::Kind::integer) {
      expected(node, "a number of tokens, or \"full\"", reading);
      return std::nullopt;
    }
    const auto count = Codec<std::int64_t>::read(node, {0, 1'000'000}, reading);
    if (!count) return std::nullopt;
    return admin::Tokens{count};
  }
  static Node write(const admin::Tokens& value) {
    return value.count ? Codec<std::int64_t>::write(*value.count)
                       : Node::scalar(Node::Kind::text, "full");
  }
  static Shape shape(const Form&) {
    return {.kind = Shape::Kind::any_of,
            .inner = {Codec<std::int64_t>::shape({0, 1'000'000}),
                      {.kind = Shape::Kind::text, .words = {"full"}}}};
  }
};

}  // namespace krm::document

namespace krm::admin {
namespace {

struct Fill {
  static constexpr std::string_view name = "bucket";
  static constexpr std::string_view help = "what is left in it";
  static void fields(auto& field) {
    field.required("tokens", &Fill::tokens, "so many, or \"full\"");
  }
  Tokens tokens{};
  bool operator==(const Fill&) const = default;
};

struct Fills {
  static constexpr std::string_view name = "throttle";
  static constexpr std::string_view help = "what is left in the buckets";
  static void fields(auto& field) {
    field("account", &Fills::account, "the bucket of the account");
    field("key_stores", &Fills::key_stores, "those of key stores, by id");
    field("operations", &Fills::operations, "those of operations, by name");
  }
  std::optional<Fill> account{};
  document::Table<Fill> key_stores{};
  document::Table<Fill> operations{};
  bool operator==(const Fills&) const = default;
};

BucketView bucket_view(kms::TokenBucket& bucket, base::Nanoseconds now) {
  return {bucket.tokens(now), bucket.burst(), bucket.rate()};
}

ThrottleView throttle_view(const Ask& ask, mock::Tenant& tenant) {
  ThrottleView view{.tenant = ask.query.tenant};
  tenant.look([&](mock::TenantState& state, const mock::Moment& now) {
    kms::Quota& quota = state.account.quota;
    const auto time = state.time_of_buckets(now);
    if (quota.account) view.account = bucket_view(*quota.account, time);
    for (auto& [id, bucket] : quota.key_stores) {
      view.key_stores.emplace(id, bucket_view(bucket, time));
    }
    for (auto& [name, bucket] : quota.operations) {
      view.operations.emplace(name, bucket_view(bucket, time));
    }
  });
  return view;
}

// Returns what is missing, or an empty text.
std::string missing_bucket(const Fills& levels, const kms::Quota& quota) {
  if (levels.account && !quota.account) return "The scenario throttles no account.";
  for (const auto& [id, level] : levels.key_stores) {
    if (!quota.key_stores.contains(id)) {
      return fmt::format("The scenario throttles no key store {}.", base::quoted(id));
    }
  }
  for (const auto& [name, level] : levels.operations) {
    if (!quota.operations.contains(name)) {
      return fmt::format("The scenario throttles no operation {} on its own.", base::quoted(name));
    }
  }
  return {};
}

void fill(kms::TokenBucket& bucket, const Fill& level, base::Nanoseconds now) {
  bucket.leave(level.tokens.count.value_or(bucket.burst()), now);
}

void fill(kms::Buckets& buckets, const document::Table<Fill>& levels, base::Nanoseconds now) {
  for (const auto& [name, level] : levels) {
    const auto bucket = buckets.find(name);
    if (bucket != buckets.end()) fill(bucket->second, level, now);
  }
}

std::optional<Reply> show_buckets(const Control& control, const Ask& ask) {
  const auto tenant = tenant_of(control, ask);
  if (!tenant) return tenant.error();
  return json(throttle_view(ask, **tenant));
}

std::optional<Reply> set_buckets(const Control& control, const Ask& ask) {
  const auto levels = read_body<Fills>(ask);
  if (!levels) return levels.error();
  const auto first = tenant_of(control, ask);
  if (!first) return first.error();
  const std::string missing = missing_bucket(*levels, (*first)->active().account.quota);
  if (!missing.empty()) return error(404, "NoSuchBucket", missing);
  control.tenants.visit(ask.query.tenant, [&](mock::Tenant& tenant) {
    tenant.look([&](mock::TenantState& state, const mock::Moment& now) {
      kms::Quota& quota = state.account.quota;
      const auto time = state.time_of_buckets(now);
      if (levels->account && quota.account) fill(*quota.account, *levels->account, time);
      fill(quota.key_stores, levels->key_stores, time);
      fill(quota.operations, levels->operations, time);
    });
  });
  return json(throttle_view(ask, **first));
}

}  // namespace

Resource throttle() {
  return {"/throttle",
          {{.name = "GET",
            .summary = "Shows the token buckets of a tenant.",
            .query = {"tenant"},
            .outcomes = {{200, "The buckets.", document::shape_of<ThrottleView>},
                         {404, "There is no such tenant."}},
            .answer = show_buckets},
           {.name = "PUT",
            .summary = "Fills or empties token buckets. Without a tenant this also holds for "
                       "tenants to come.",
            .query = {"tenant"},
            .body = BodyKind::values,
            .body_shape = shape_of_body<Fills>,
            .outcomes = {{200, "The buckets.", document::shape_of<ThrottleView>},
                         {404, "There is no such bucket, or no such tenant."}},
            .answer = set_buckets}}};
}

}  // namespace krm::admin
