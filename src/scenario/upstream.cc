#include "scenario/upstream.h"

#include "aws/upstream_url.h"

namespace krm::document {
namespace {

const TextForm url_of_a_server{.what = "a URL, as http://127.0.0.1:4566",
                               .pattern = "^[Hh][Tt][Tt][Pp][Ss]?://[^/?#@]+/?$"};

}  // namespace

std::optional<http::Upstream> Codec<http::Upstream>::read(const Node& node, const Form&,
                                                          Reading& reading) {
  const auto text = Codec<std::string>::read(node, {.what = url_of_a_server.what}, reading);
  if (!text) return std::nullopt;
  if (reading.is_remote) {
    reading.refuse(node.mark,
                   "a scenario that is given by the admin API cannot name an upstream: take the "
                   "line out; it uses that of the server (--upstream)");
    return std::nullopt;
  }
  auto upstream = aws::read_upstream_url(*text);
  if (upstream) return std::move(*upstream);
  reading.refuse(node.mark, upstream.error());
  return std::nullopt;
}

Node Codec<http::Upstream>::write(const http::Upstream& value) {
  return Node::scalar(Node::Kind::text, value.url());
}

Shape Codec<http::Upstream>::shape(const Form&) {
  return Codec<std::string>::shape(url_of_a_server);
}

}  // namespace krm::document
