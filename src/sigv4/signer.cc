#include "sigv4/signer.h"

#include <string_view>

#include "sigv4/authorization_header.h"
#include "sigv4/credential.h"
#include "sigv4/percent_encoding.h"
#include "sigv4/request_target.h"

namespace krm::sigv4 {
namespace {

Signer named_by(std::string_view text) {
  const auto credential = split_credential(text);
  if (!credential) return {};
  return {std::string(credential->access_key_id), std::string(credential->region)};
}

}  // namespace

Signer signer_of(const http::HttpRequest& request) {
  const auto* header = http::find(request.headers, "Authorization");
  if (header != nullptr && !header->value.empty()) {
    return named_by(split_authorization(header->value).credential);
  }
  if (request.target.find('?') == std::string::npos) return {};
  const RequestTarget target = split_target(request.target);
  const RawParameter* credential = target.find("X-Amz-Credential");
  return credential == nullptr ? Signer{} : named_by(percent_decoded(credential->value));
}

}  // namespace krm::sigv4
