#include "admin/routes.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <exception>
#include <memory>
#include <string_view>
#include <utility>

#include "admin/probes.h"
#include "admin/resources.h"
#include "admin/selection.h"
#include "base/ascii.h"
#include "base/quoting.h"
#include "document/json.h"
#include "document/mistake.h"
#include "document/yaml.h"
#include "http/date.h"
#include "sigv4/percent_encoding.h"

namespace krm::admin {
namespace {

constexpr std::size_t longest_target = 1024;

std::string_view path_of(const http::HttpRequest& request) {
  const std::string_view target = request.target;
  return target.substr(0, target.find('?'));
}

bool under_admin_root(std::string_view path) {
  return path.starts_with(admin_root) &&
         (path.size() == admin_root.size() || path[admin_root.size()] == '/');
}

Reply too_long() { return error(414, "TargetTooLong", "The target has more than 1024 bytes."); }

Reply wrong_method(std::string_view what, const std::string& allowed) {
  Reply refusal = error(405, "MethodNotAllowed", fmt::format("{} {} only.", what, allowed));
  refusal.more = {{"Allow", allowed}};
  return refusal;
}

// The place in the list, and what stands for {id}.
struct Found {
  const Resource* resource = nullptr;
  std::string id{};
};

Found find_resource(std::string_view path) {
  path.remove_prefix(admin_root.size());
  if (path == "/") path = "";
  constexpr std::string_view any = "{id}";
  for (const Resource& resource : resources()) {
    std::string_view pattern = resource.path;
    if (!pattern.ends_with(any)) {
      if (path == pattern) return {&resource};
      continue;
    }
    pattern.remove_suffix(any.size());
    if (!path.starts_with(pattern) || path.size() == pattern.size()) continue;
    const std::string_view id = path.substr(pattern.size());
    if (id.find('/') == std::string_view::npos) return {&resource, sigv4::percent_decoded(id)};
  }
  return {};
}

Reply no_resource(std::string_view path) {
  std::vector<std::string> paths;
  for (const Resource& one : resources())
    paths.push_back(fmt::format("{}{}", admin_root, one.path));
  return error(404, "NotFound",
               fmt::format("There is no such resource{} GET /__admin lists them.",
                           end_of_sentence(document::nearest(path, {paths.begin(), paths.end()}))));
}

const Method* find_method(const Resource& resource, std::string_view name) {
  if (name == "HEAD") name = "GET";
  const auto found = std::ranges::find(resource.methods, name, &Method::name);
  return found == resource.methods.end() ? nullptr : &*found;
}

std::string allowed_methods(const Resource& resource) {
  std::vector<std::string_view> names;
  for (const Method& method : resource.methods) {
    names.push_back(method.name);
    if (method.name == "GET") names.emplace_back("HEAD");
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

enum class MediaType { none, json, yaml, message, other };

MediaType media_type_of(const http::HttpRequest& request) {
  const std::string_view header = http::value_of(request.headers, "Content-Type");
  const std::string type = base::lower_case(http::trim(header.substr(0, header.find(';'))));
  if (type.empty()) return MediaType::none;
  if (type == "application/json") return MediaType::json;
  if (type == "message/http") return MediaType::message;
  for (const std::string_view yaml :
       {"application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml"}) {
    if (type == yaml) return MediaType::yaml;
  }
  return MediaType::other;
}

Reply wrong_media_type(const Method& method) {
  return error(415, "UnsupportedMediaType",
               fmt::format("The body has to come as application/json or application/yaml{}; say so "
                           "in Content-Type.",
                           method.body == BodyKind::or_message ? ", or as message/http" : ""));
}

// Reads the body into `ask`. On failure returns the reply.
std::optional<Reply> read_body_of(const Method& method, Ask& ask) {
  const std::string& text = ask.request.body;
  if (method.body == BodyKind::none) {
    if (text.empty() || text == "{}") return std::nullopt;  // what some clients send for nothing
    return error(400, "InvalidBody", "It takes no body.");
  }
  if (text.empty() && method.body_may_be_absent) return std::nullopt;
  const MediaType type = media_type_of(ask.request);
  ask.is_message = type == MediaType::message && method.body == BodyKind::or_message;
  if (ask.is_message) return std::nullopt;
  if (type != MediaType::json && type != MediaType::yaml) return wrong_media_type(method);
  if (type == MediaType::json && !document::is_json(text)) {
    return error(400, "InvalidBody", "The body is no JSON, as its Content-Type says.");
  }
  if (method.body == BodyKind::scenario) return std::nullopt;
  auto node = document::parse_yaml(text);
  if (!node) {
    document::Mistakes found;
    found.add(node.error().mark, node.error().message);
    return mistakes(400, "InvalidBody", found);
  }
  ask.body = std::move(*node);
  return std::nullopt;
}

// An exception from a resource is a mistake of ours.
std::optional<Reply> guarded(const Method& method, const Control& control, const Ask& ask) {
  std::string what = "an exception of unknown type";
  try {
    return method.answer(control, ask);
  } catch (const std::exception& exception) {
    what = exception.what();
  } catch (...) {
  }
  control.log.say(base::Level::error, "bug: {}", what);
  return error(500, "InternalError", "A mistake of the server; its log says more.");
}

}  // namespace

http::HttpReply Routes::enclose(Reply reply, const http::HttpRequest& request) const {
  http::HttpReply enclosed{.status = reply.status,
                           .headers = {{"Cache-Control", "no-store"},
                                       {"Date", http::imf_fixdate(control_.clock.wall())}},
                           .body = {}};
  if (reply.status != 204) {
    enclosed.headers.push_back({"Content-Type", std::string(reply.type)});
    enclosed.headers.push_back({"Content-Length", std::to_string(reply.body.size())});
  }
  enclosed.headers.insert(enclosed.headers.end(), reply.more.begin(), reply.more.end());
  if (request.method != "HEAD") enclosed.body = std::move(reply.body);
  return enclosed;
}

std::optional<http::OwnAnswer> Routes::answer(const http::HttpRequest& request) const {
  const std::string_view path = path_of(request);
  if (under_admin_root(path)) return ask(request);
  const auto probe = std::ranges::find(probes(), path, &Probe::path);
  if (probe == probes().end()) return std::nullopt;
  if (request.target.size() > longest_target) return enclose(too_long(), request);
  if (request.method != "GET" && request.method != "HEAD") {
    return enclose(wrong_method("Probes take", "GET, HEAD"), request);
  }
  return enclose(probe->answer(control_), request);
}

http::OwnAnswer Routes::ask(const http::HttpRequest& request) const {
  const auto refuse = [&](Reply reply) { return enclose(std::move(reply), request); };
  if (!elsewhere_.empty()) return refuse(error(404, "NotHere", elsewhere_));
  if (auto refused = refuse_stranger(request, access_)) return refuse(std::move(*refused));
  if (request.target.size() > longest_target) return refuse(too_long());
  Found found = find_resource(path_of(request));
  if (found.resource == nullptr) return refuse(no_resource(path_of(request)));
  const Method* method = find_method(*found.resource, request.method);
  if (method == nullptr) return refuse(wrong_method("It takes", allowed_methods(*found.resource)));
  auto query = read_query(request.target, method->query);
  if (!query) return refuse(error(400, "InvalidQuery", query.error()));

  // The request ends with the connection's turn, and the inquiry before that.
  Ask asked{.request = request, .query = std::move(*query), .id = std::move(found.id)};
  http::Inquiry inquiry;
  if (const auto patience = asked.query.patience(); method->waits && patience) {
    inquiry.time = *patience;
    inquiry.changed = [this, query = asked.query] { return change_of(control_, query); };
  }
  inquiry.look = [this, method, asked = std::move(asked),
                  is_read = false](Last last) mutable -> std::optional<http::HttpReply> {
    if (!std::exchange(is_read, true)) {
      if (auto wrong = read_body_of(*method, asked))
        return enclose(std::move(*wrong), asked.request);
    }
    asked.last = last;
    auto reply = guarded(*method, control_, asked);
    if (!reply) return std::nullopt;
    return enclose(std::move(*reply), asked.request);
  };
  return inquiry;
}

std::string Routes::too_large(std::string_view target) {
  if (!under_admin_root(target.substr(0, target.find('?')))) return {};
  return error(413, "BodyTooLarge", "The body has more than 1 MiB.").body;
}

http::HttpReply Routes::nothing_here(const http::HttpRequest& request) const {
  return enclose(error(404, "NotFound", "This port is for /__admin; KMS is at another."), request);
}

}  // namespace krm::admin
