#include "http/reply.h"

#include <boost/beast/http/status.hpp>
#include <ostream>  // status.hpp uses it but does not include it

namespace krm::http {

std::string_view reason_phrase(int status) {
  namespace beast = boost::beast::http;
  const auto known = beast::int_to_status(static_cast<unsigned>(status));
  if (known == beast::status::unknown) return {};
  const auto phrase = beast::obsolete_reason(known);
  return {phrase.data(), phrase.size()};
}

std::string encode_head(const HttpReply& reply) {
  std::string head;
  head.reserve(512);
  head += "HTTP/1.1 ";
  head += std::to_string(reply.status);
  head += ' ';
  head += reply.reason ? std::string_view(*reply.reason) : reason_phrase(reply.status);
  head += "\r\n";
  for (const Header& header : reply.headers) {
    head += header.name;
    head += ": ";
    head += header.value;
    head += "\r\n";
  }
  head += "\r\n";
  return head;
}

}  // namespace krm::http
