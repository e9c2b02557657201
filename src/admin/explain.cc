// What would happen to a request, and why. Nothing happens: it is tried on a copy of its tenant.
#include <fmt/format.h>

#include "admin/body.h"
#include "admin/resources.h"
#include "mock/encode.h"
#include "mock/handle.h"
#include "mock/request_view.h"
#include "scenario/names.h"
#include "sigv4/sign.h"

namespace krm::admin {
namespace {

constexpr std::string_view default_region = "us-east-1";

struct Described {
  static constexpr std::string_view name = "request";
  static constexpr std::string_view help = "a request that nobody sends";
  static void fields(auto& field) {
    field("access_key_id", &Described::access_key_id,
          "who signs it; without it the request has no signature", scenario::access_key_id);
    field("number_of_bytes", &Described::number_of_bytes, "NumberOfBytes",
          document::Integers{-2'147'483'648, 2'147'483'647});
    field("custom_key_store_id", &Described::custom_key_store_id, "CustomKeyStoreId");
    field("operation", &Described::operation, "GenerateRandom if absent");
    field("region", &Described::region, "that it is signed for; us-east-1 if absent",
          scenario::region_name);
    field("headers", &Described::headers, "further ones",
          {document::TextForm{.what = "the name of a header",
                              .pattern = "^[0-9A-Za-z!#$%&'*+.^_`|~-]+$",
                              .holds = http::is_token},
           {}});
    field("body", &Described::body, "in place of what the members above make of it");
  }
  std::optional<std::string> access_key_id{};
  std::optional<std::int64_t> number_of_bytes{};
  std::optional<std::string> custom_key_store_id{};
  std::optional<std::string> operation{};
  std::optional<std::string> region{};
  document::Table<std::string> headers{};
  std::optional<std::string> body{};
  bool operator==(const Described&) const = default;
};

http::HttpRequest unsigned_request(const Described& described) {
  http::HttpRequest request;
  request.method = "POST";
  request.target = "/";
  const std::string operation = described.operation.value_or("GenerateRandom");
  request.headers = {{"Host", "localhost"},
                     {"Content-Type", "application/x-amz-json-1.1"},
                     {"X-Amz-Target", "TrentService." + operation}};
  for (const auto& [name, value] : described.headers) set(request.headers, name, value);
  base::JsonWriter json;
  json.begin_object();
  if (described.number_of_bytes) json.member("NumberOfBytes", *described.number_of_bytes);
  if (described.custom_key_store_id) {
    json.member("CustomKeyStoreId", std::string_view(*described.custom_key_store_id));
  }
  request.body = described.body.value_or(json.end().text());
  return request;
}

// Signs as the owner of the key would. Of a key that nobody knows the secret does not matter.
void sign(http::HttpRequest& request, const Described& described, const mock::Tenant& tenant) {
  if (http::find(request.headers, "Authorization") != nullptr) return;
  const mock::ActiveScenario& active = tenant.active();
  sigv4::Signer signer{.access_key_id = *described.access_key_id,
                       .secret_access_key = "unknown",
                       .region = default_region,
                       .service = kms::signing_name};
  if (active.signatures.region) signer.region = *active.signatures.region;
  if (described.region) signer.region = *described.region;
  const auto key = active.signatures.keys.find(*described.access_key_id);
  if (key != active.signatures.keys.end()) {
    signer.secret_access_key = key->second->secret_access_key();
    if (const auto& token = key->second->session_token()) signer.session_token = *token;
  }
  sigv4::sign(request, signer, std::chrono::floor<std::chrono::seconds>(tenant.clock().now().wall));
}

tl::expected<http::HttpRequest, Reply> request_in(const Control& control, const Ask& ask) {
  if (ask.is_message && ask.query.tenant) {
    return tl::unexpected(
        error(400, "InvalidQuery", "A message names its tenant by its signature."));
  }
  if (ask.is_message) {
    return control.read_message(ask.request.body).map_error([](const std::string& why) {
      return error(400, "InvalidBody", "The message is no HTTP request: " + why);
    });
  }
  auto described = read_body<Described>(ask);
  if (!described) return tl::unexpected(std::move(described.error()));
  http::HttpRequest request = unsigned_request(*described);
  if (auto& key = described->access_key_id; ask.query.tenant && *ask.query.tenant != "-") {
    if (!key) key = ask.query.tenant;
    if (key != ask.query.tenant) {
      return tl::unexpected(
          error(400, "InvalidQuery", "tenant and access_key_id name two keys; give one of them."));
    }
  }
  if (described->access_key_id) {
    sign(request, *described, *control.tenants.copy_of(*described->access_key_id));
  }
  return request;
}

std::optional<Reply> explain_request(const Control& control, const Ask& ask) {
  auto request = request_in(control, ask);
  if (!request) return std::move(request.error());
  mock::Case one{.request = *request};
  one.signature = sigv4::read_signature(one.request);
  one.said = aws::sdk_attempt_of(one.request);
  one.tenant = control.tenants.copy_of(one.signature.access_key_id);
  mock::resolve(one, nullptr);
  mock::encode(one);
  const std::size_t bytes = one.order ? one.order->size : 0;
  auto entry = std::make_shared<const mock::Entry>(one);
  mock::RequestView view = mock::request_view({std::move(entry), {}}, {.rules = true});
  view.id.reset();
  view.request_id.reset();
  view.at.reset();
  view.connection.reset();
  view.reply.bytes = static_cast<std::int64_t>(bytes);
  return json(view);
}

}  // namespace

Resource explain_resource() {
  return {"/explain",
          {{.name = "POST",
            .summary = "Says what would happen to a request, and why. It changes nothing and draws "
                       "nothing.",
            .query = {"tenant"},
            .body = BodyKind::or_message,
            .body_shape = shape_of_body<Described>,
            .outcomes = {{200, "What would happen.", document::shape_of<mock::RequestView>}},
            .answer = explain_request}}};
}

}  // namespace krm::admin
