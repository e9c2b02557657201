#include "sigv4/authorization.h"

#include <fmt/format.h>

#include <string_view>
#include <utility>

#include "sigv4/percent_encoding.h"

namespace krm::sigv4 {
namespace {

using Read = tl::expected<Authorization, aws::Error>;

// Collects the parts that are missing: a sentence for the client and a name for the log of each.
struct Missing {
  std::string sentences;
  std::string names;

  void add(std::string_view name, std::string_view sentence) {
    sentences += sentence;
    names += fmt::format("{}{}", names.empty() ? "" : ", ", name);
  }
};

Read by_header(const http::HttpRequest& request, const Signature& signature) {
  const AuthorizationHeader& parts = signature.parts;
  if (!parts.no_pair.empty()) {
    return incomplete(fmt::format("'{}' not a valid key=value pair (missing equal-sign) in "
                                  "Authorization header: '{}'.",
                                  parts.no_pair, signature.header),
                      "the Authorization header has a parameter without \"=\"");
  }
  std::string_view date = http::value_of(request.headers, "X-Amz-Date");
  if (date.empty()) date = http::value_of(request.headers, "Date");
  Missing missing;
  const auto require = [&](bool there, std::string_view name) {
    if (there) return;
    missing.add(name, fmt::format("Authorization header requires '{}' parameter. ", name));
  };
  require(!parts.credential.empty(), "Credential");
  require(!parts.signature.empty(), "Signature");
  require(parts.signed_headers.has_value(), "SignedHeaders");
  if (date.empty()) {
    missing.add("X-Amz-Date",
                "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' "
                "header. ");
  }
  if (!missing.names.empty()) {
    return incomplete(fmt::format("{}Authorization={}", missing.sentences, signature.header),
                      "the Authorization header lacks " + missing.names);
  }
  Authorization authorization{.form = Authorization::Form::header,
                              .algorithm = std::string(parts.scheme),
                              .credential = std::string(parts.credential),
                              .signed_headers = std::string(*parts.signed_headers),
                              .signature = std::string(parts.signature),
                              .date = std::string(date),
                              .expires = {},
                              .security_token = {}};
  if (const auto* token = http::find(request.headers, "X-Amz-Security-Token")) {
    authorization.security_token = token->value;
  }
  return authorization;
}

Read by_query(const RequestTarget& target) {
  Missing missing;
  const auto required = [&](std::string_view name) {
    const RawParameter* parameter = target.find(name);
    if (parameter != nullptr && !parameter->value.empty()) return percent_decoded(parameter->value);
    missing.add(name, fmt::format("AWS query-string parameters must include '{}'. ", name));
    return std::string();
  };
  const auto optional = [&](std::string_view name) -> std::optional<std::string> {
    const RawParameter* parameter = target.find(name);
    if (parameter == nullptr) return std::nullopt;
    return percent_decoded(parameter->value);
  };
  Authorization authorization{.form = Authorization::Form::query,
                              .algorithm = required("X-Amz-Algorithm"),
                              .credential = required("X-Amz-Credential"),
                              .signed_headers = {},
                              .signature = required("X-Amz-Signature"),
                              .date = {},
                              .expires = optional("X-Amz-Expires"),
                              .security_token = optional("X-Amz-Security-Token")};
  authorization.signed_headers = required("X-Amz-SignedHeaders");
  authorization.date = required("X-Amz-Date");
  if (!missing.names.empty()) {
    return incomplete(missing.sentences + "Re-examine the query-string parameters.",
                      "the query lacks " + missing.names);
  }
  return authorization;
}

}  // namespace

tl::unexpected<aws::Error> incomplete(std::string message, std::string why) {
  return tl::unexpected(aws::Error(aws::error_named("IncompleteSignatureException"),
                                   std::move(message), std::move(why)));
}

Read read_authorization(const http::HttpRequest& request, const Signature& signature) {
  const bool in_header = !signature.header.empty();
  if (in_header && signature.in_query) {
    return tl::unexpected(aws::Error(aws::error_named("InvalidSignatureException"),
                                     "Found both 'X-Amz-Algorithm' as a query-string param and "
                                     "'Authorization' as HTTP header.",
                                     "it is signed in its header and in its query"));
  }
  if (in_header) return by_header(request, signature);
  if (signature.in_query) return by_query(signature.target);
  return tl::unexpected(aws::Error(aws::error_named("MissingAuthenticationTokenException"), {},
                                   "it is not signed, and the server asks for a signature"));
}

}  // namespace krm::sigv4
