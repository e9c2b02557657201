#include "aws/signer.h"

#include <string_view>

#include "aws/authorization_header.h"
#include "aws/credential.h"
#include "aws/percent_encoding.h"
#include "aws/request_target.h"

namespace krm::aws {
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

}  // namespace krm::aws
