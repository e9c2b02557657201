#include "sigv4/sign.h"

#include <fmt/format.h>

#include "sigv4/canonical_request.h"
#include "sigv4/signing_key.h"
#include "sigv4/timestamp.h"

namespace krm::sigv4 {

void sign(http::HttpRequest& request, const Signer& signer, std::chrono::sys_seconds at) {
  constexpr std::string_view signed_headers = "host;x-amz-date";
  const std::string time = timestamp(at);
  const Scope scope{std::string_view(time).substr(0, 8), signer.region, signer.service};
  request.headers.push_back({"X-Amz-Date", time});
  if (signer.session_token) {
    request.headers.push_back({"X-Amz-Security-Token", std::string(*signer.session_token)});
  }
  const std::string canonical = canonical_request(request, signed_headers, false).text();
  const std::string signature = SigningKey(key_material(signer.secret_access_key), scope)
                                    .sign(string_to_sign(time, scope, canonical));
  request.headers.push_back(
      {"Authorization",
       fmt::format("{} Credential={}/{}/{}/{}/{}, SignedHeaders={}, Signature={}",
                   signing_algorithm, signer.access_key_id, scope.date, scope.region, scope.service,
                   scope_terminator, signed_headers, signature)});
}

}  // namespace krm::sigv4
