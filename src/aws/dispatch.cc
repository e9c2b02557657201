#include "aws/dispatch.h"

#include <fmt/format.h>

#include "base/quoting.h"

namespace krm::aws {
namespace {

using http::find;
using http::iequals;

// What the dispatcher answers to clients that do not speak awsJson1.1 (REAL-OTHER: kinesalite suite
// for the XML, athena-local for {"Output":...}). For KMS itself nothing is recorded.
constexpr DispatcherEntry unknown_operation_xml{"UnknownOperationException", 404, "",
                                                "<UnknownOperationException/>\n"};
constexpr DispatcherEntry unknown_operation_output{
    "UnknownOperationException", 200, "application/json",
    R"({"Output":{"__type":"com.amazon.coral.service#UnknownOperationException"},"Version":"1.0"})"};
constexpr DispatcherEntry access_denied_xml{
    "AccessDeniedException", 403, "",
    "<AccessDeniedException>\n"
    "  <Message>Unable to determine service/operation name to be authorized</Message>\n"
    "</AccessDeniedException>\n"};
constexpr DispatcherEntry missing_token_xml{"MissingAuthenticationTokenException", 403, "",
                                            "<MissingAuthenticationTokenException>\n"
                                            "  <Message>Missing Authentication Token</Message>\n"
                                            "</MissingAuthenticationTokenException>\n"};

// Returns the media type. Parameters and blanks around it do not count (REAL-OTHER: kinesalite
// suite).
std::string_view media_type(const http::HttpRequest& request) {
  const std::string_view value = http::value_of(request.headers, "Content-Type");
  return http::trim(value.substr(0, value.find(';')));
}

// Returns how the body is compressed, or an empty text.
std::string compression_of(const http::HttpRequest& request) {
  constexpr std::string_view gzip = "\x1f\x8b";  // RFC 1952, 2.3.1
  const auto* coding = find(request.headers, "Content-Encoding");
  if (coding != nullptr && !iequals(coding->value, "identity")) {
    return fmt::format("Content-Encoding is {}", base::quoted(coding->value));
  }
  return request.body.starts_with(gzip) ? "the body begins as gzip does" : "";
}

tl::unexpected<Failure> fail(const DispatcherEntry& entry, std::string why) {
  return tl::unexpected<Failure>(DispatcherReply{&entry, std::move(why)});
}

std::string found_instead(const http::HttpRequest& request, std::string_view name) {
  const auto* header = find(request.headers, name);
  return header == nullptr ? fmt::format("there is no {}", name)
                           : fmt::format("{} is {}", name, base::quoted(header->value));
}

}  // namespace

tl::expected<JsonValue, Failure> decode(const http::HttpRequest& request, const Error* unknown,
                                        bool is_signed) {
  if (request.method == "OPTIONS" && find(request.headers, "Origin") != nullptr) {
    return tl::unexpected<Failure>(Preflight{});
  }
  if (request.method != "POST") {
    return fail(is_signed ? access_denied_xml : missing_token_xml,
                fmt::format("KMS takes POST only, not {}", base::quoted(request.method)));
  }
  const std::string_view type = media_type(request);
  if (iequals(type, "application/json")) {
    return fail(unknown_operation_output,
                "Content-Type is application/json, not application/x-amz-json-1.1");
  }
  if (!iequals(type, "application/x-amz-json-1.1")) {
    return fail(unknown_operation_xml, fmt::format("{}, not application/x-amz-json-1.1",
                                                   found_instead(request, "Content-Type")));
  }
  // The target is checked before an empty body, but after all other bodies (REAL-OTHER: kinesalite
  // suite).
  if (request.body.empty() && unknown != nullptr) return tl::unexpected<Failure>(*unknown);
  auto body = parse_json(request.body);
  if (const std::string how = compression_of(request); !body && !how.empty()) {
    return tl::unexpected<Failure>(
        Error(error_named("SerializationException"), {},
              how + ", and nothing is undone here: send the body as it is"));
  }
  if (!body) return tl::unexpected<Failure>(std::move(body).error());
  if (unknown != nullptr) return tl::unexpected<Failure>(*unknown);
  return std::move(*body);
}

}  // namespace krm::aws
