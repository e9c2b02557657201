#include "admin/routes.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "base/json_writer.h"
#include "base/version.h"
#include "base/words.h"
#include "http/date.h"

namespace krm::admin {
namespace {

using base::JsonWriter;

constexpr std::string_view admin_root = "/__admin";
constexpr std::size_t longest_target = 1024;

struct Body {
  int status;
  std::string json;
  http::Headers more = {};  // in addition to those of every reply
};

Body error(int status, std::string_view code, std::string_view message) {
  JsonWriter json;
  json.begin_object().key("error").begin_object();
  json.member("code", code).member("message", message).end().end();
  return {status, json.text()};
}

void begin_with(JsonWriter& json, std::string_view status) {
  json.begin_object().member("status", status).member("version", base::version);
}

Body livez(const Health::Report&) {
  JsonWriter json;
  begin_with(json, "live");
  return {200, json.end().text()};
}

Body readyz(const Health::Report& health) {
  JsonWriter json;
  begin_with(json, base::word_of(health.readiness));
  if (!health.digest.empty()) {
    json.key("scenario").begin_object();
    json.member("name", health.scenario).member("digest", health.digest).end();
  }
  if (!health.reload_error.empty()) json.member("reload_error", health.reload_error);
  return {health.readiness == Readiness::ready ? 200 : 503, json.end().text()};
}

struct Probe {
  std::string_view path;
  Body (*answer)(const Health::Report&);
};

constexpr std::array probes{Probe{"/livez", livez}, Probe{"/readyz", readyz}};

bool under_admin_root(std::string_view path) {
  return path.starts_with(admin_root) &&
         (path.size() == admin_root.size() || path[admin_root.size()] == '/');
}

http::HttpReply enclose(Body body, bool head_only, base::WallTime now) {
  http::HttpReply reply{.status = body.status,
                        .headers = {{"Cache-Control", "no-store"},
                                    {"Date", http::imf_fixdate(now)},
                                    {"Content-Type", "application/json"},
                                    {"Content-Length", std::to_string(body.json.size())}},
                        .body = {}};
  reply.headers.insert(reply.headers.end(), body.more.begin(), body.more.end());
  if (!head_only) reply.body = std::move(body.json);
  return reply;
}

}  // namespace

std::optional<http::HttpReply> Routes::answer(const http::HttpRequest& request) const {
  const std::string_view target = request.target;
  const std::string_view path = target.substr(0, target.find('?'));
  const auto* probe = std::ranges::find(probes, path, &Probe::path);
  const bool known = probe != probes.end();
  if (!known && !under_admin_root(path)) return std::nullopt;

  const auto reply = [&](Body body) {
    return enclose(std::move(body), request.method == "HEAD", clock_.wall());
  };
  if (target.size() > longest_target) {
    return reply(error(414, "TargetTooLong", "The target has more than 1024 bytes."));
  }
  if (!known) return reply(error(404, "NotFound", "There is no such resource."));
  if (request.method != "GET" && request.method != "HEAD") {
    Body refusal = error(405, "MethodNotAllowed", "Probes take GET and HEAD only.");
    refusal.more = {{"Allow", "GET, HEAD"}};
    return reply(std::move(refusal));
  }
  return reply(probe->answer(health_.report()));
}

}  // namespace krm::admin
