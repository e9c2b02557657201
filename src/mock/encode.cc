#include "mock/encode.h"

#include <sodium.h>

#include <string>

namespace krm::mock {
namespace {

// REAL: smithy-rs recording: compact, one key, standard alphabet with padding.
std::string plaintext_body(const std::vector<std::uint8_t>& payload) {
  constexpr int variant = sodium_base64_VARIANT_ORIGINAL;
  constexpr std::string_view before = R"({"Plaintext":")";
  std::string body(before);
  const std::size_t encoded = sodium_base64_encoded_len(payload.size(), variant);  // with a NUL
  body.resize(before.size() + encoded);
  sodium_bin2base64(body.data() + before.size(), encoded, payload.data(), payload.size(), variant);
  body.pop_back();
  body += R"("})";
  return body;
}

}  // namespace

http::HttpReply encode(const Plan& plan, const Drawn& drawn, const aws::Envelope& envelope,
                       const http::HttpRequest& request) {
  if (plan.outcome) {
    return aws::enclose(envelope, request, 200, aws::json_1_1, plaintext_body(drawn.payload));
  }
  const aws::Failure& failure = plan.outcome.error();
  if (const auto* error = std::get_if<aws::Error>(&failure)) {
    return aws::enclose(envelope, request, error->entry().status, aws::json_1_1, error->body());
  }
  if (const auto* refused = std::get_if<aws::DispatcherReply>(&failure)) {
    const aws::DispatcherEntry& entry = *refused->entry;
    return aws::enclose(envelope, request, entry.status, entry.content_type,
                        std::string(entry.body));
  }
  return aws::preflight(envelope, request);
}

}  // namespace krm::mock
