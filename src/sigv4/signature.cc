#include "sigv4/signature.h"

#include "sigv4/credential.h"
#include "sigv4/percent_encoding.h"

namespace krm::sigv4 {

Signature read_signature(const http::HttpRequest& request) {
  Signature signature;
  const auto claim = [&signature](std::string_view text) {
    const auto credential = split_credential(text);
    if (!credential) return;
    signature.access_key_id = credential->access_key_id;
    signature.region = credential->region;
  };
  signature.target = split_target(request.target);
  signature.in_query = signature.target.find("X-Amz-Algorithm") != nullptr;
  if (const auto* header = http::find(request.headers, "Authorization")) {
    signature.has_header = true;
    signature.header = header->value;
    signature.parts = split_authorization(header->value);
  }
  if (!signature.header.empty()) {
    claim(signature.parts.credential);
  } else if (const RawParameter* credential = signature.target.find("X-Amz-Credential")) {
    claim(percent_decoded(credential->value));
  }
  return signature;
}

}  // namespace krm::sigv4
