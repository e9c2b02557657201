#include "mock/forward.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "http/hop_by_hop.h"
#include "mock/draw.h"
#include "mock/encode.h"
#include "mock/tenant.h"
#include "sigv4/request_target.h"

namespace krm::mock {
namespace {

// A proxy's absolute form becomes the origin form (RFC 9112, 3.2.1).
std::string origin_form(std::string_view target) {
  const auto path = sigv4::without_authority(target);
  return path.starts_with('/') || path == "*" ? std::string(path) : fmt::format("/{}", path);
}

// Expect was met when the body was asked for. The length stands in for a chunked coding, whose
// trailers are gone. A client of HTTP/1.0 may leave Host out, which HTTP/1.1 does not allow.
http::Headers headers_of(const http::HttpRequest& request, const http::Upstream& upstream) {
  http::Headers headers = request.headers;
  http::drop_hop_by_hop(headers);
  std::erase_if(headers, [](const http::Header& one) {
    return http::iequals(one.name, "Expect") || http::iequals(one.name, "Trailer");
  });
  const bool has_length = http::find(headers, "Content-Length") != nullptr;
  const bool was_chunked = http::find(request.headers, "Transfer-Encoding") != nullptr;
  if (!has_length && was_chunked) {
    headers.push_back({"Content-Length", std::to_string(request.body.size())});
  }
  if (http::find(headers, "Host") == nullptr) headers.push_back({"Host", upstream.authority()});
  return headers;
}

}  // namespace

void forward(Case& one) {
  if (!one.plan.forwards()) return;
  std::string& head = one.forwarded_head;
  head.reserve(1024);
  head.append(one.request.method).append(" ").append(origin_form(one.request.target));
  head.append(" HTTP/1.1\r\n");
  for (const http::Header& header : headers_of(one.request, *one.tenant->active().upstream)) {
    head.append(header.name).append(": ").append(header.value).append("\r\n");
  }
  head.append("Via: 1.1 ").append(one.own_name).append("\r\n\r\n");
}

void take_back(Case& one, tl::expected<http::HttpReply, std::string> got, base::Entropy& entropy) {
  if (got) {
    one.reply = std::move(*got);
    edit_headers(one.reply.headers, one.plan, one.at.wall);
    return;
  }
  one.plan.outcome = tl::unexpected<aws::Failure>(no_reply_from_upstream(std::move(got.error())));
  draw(one, entropy);
  encode(one);
}

aws::Error no_reply_from_upstream(std::string why) {
  return aws::Error(aws::error_named("ServiceUnavailableException"),
                    "kms-random-mock got no reply from its upstream; its log says why",
                    std::move(why));
}

bool is_in_via(std::string_view name, const http::HttpRequest& request) {
  return !name.empty() && std::ranges::any_of(request.headers, [name](const http::Header& header) {
    return http::iequals(header.name, "Via") && header.value.find(name) != std::string::npos;
  });
}

}  // namespace krm::mock
