#include "aws/envelope.h"

#include <utility>

#include "base/hex.h"
#include "http/date.h"

namespace krm::aws {
namespace {

using http::find;

constexpr std::string_view exposed =
    "x-amzn-RequestId,x-amzn-ErrorType,x-amz-request-id,x-amz-id-2,x-amzn-ErrorMessage,Date";

}  // namespace

std::string request_id(std::array<std::uint8_t, 16> random) {
  random[6] = static_cast<std::uint8_t>((random[6] & 0x0f) | 0x40);
  random[8] = static_cast<std::uint8_t>((random[8] & 0x3f) | 0x80);
  std::string id = base::to_hex(random);
  for (const std::size_t place : {8U, 13U, 18U, 23U}) id.insert(place, 1, '-');
  return id;
}

http::HttpReply enclose(const Envelope& envelope, const http::HttpRequest& request, int status,
                        std::string_view content_type, std::string body) {
  http::HttpReply reply{.status = status, .headers = {}, .body = std::move(body)};
  reply.headers.reserve(9);
  const auto add = [&reply](std::string_view name, std::string_view value) {
    reply.headers.push_back({std::string(name), std::string(value)});
  };
  add("x-amzn-RequestId", envelope.request_id);
  if (find(request.headers, "Origin") != nullptr) {
    add("Access-Control-Allow-Origin", "*");
    add("Access-Control-Expose-Headers", exposed);
  }
  add("Cache-Control", "no-cache, no-store, must-revalidate, private");
  add("Expires", "0");
  add("Pragma", "no-cache");
  add("Date", http::imf_fixdate(envelope.now));
  if (!content_type.empty()) add("Content-Type", content_type);
  add("Content-Length", std::to_string(reply.body.size()));
  if (request.method == "HEAD") reply.body.clear();
  return reply;
}

http::HttpReply preflight(const Envelope& envelope, const http::HttpRequest& request) {
  http::HttpReply reply{.status = 200, .headers = {}, .body = {}};
  reply.headers = {{"x-amzn-RequestId", envelope.request_id}, {"Access-Control-Allow-Origin", "*"}};
  if (const auto* names = find(request.headers, "Access-Control-Request-Headers")) {
    reply.headers.push_back({"Access-Control-Allow-Headers", names->value});
  }
  if (const auto* method = find(request.headers, "Access-Control-Request-Method")) {
    reply.headers.push_back({"Access-Control-Allow-Methods", method->value});
  }
  reply.headers.push_back({"Access-Control-Max-Age", "172800"});
  reply.headers.push_back({"Date", http::imf_fixdate(envelope.now)});
  reply.headers.push_back({"Content-Length", "0"});
  return reply;
}

}  // namespace krm::aws
