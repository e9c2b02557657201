#include "sigv4/authenticate.h"

#include <fmt/format.h>
#include <sodium.h>

#include <chrono>

#include "base/quoting.h"
#include "sigv4/authorization.h"
#include "sigv4/canonical_request.h"
#include "sigv4/credential.h"
#include "sigv4/signature_form.h"

namespace krm::sigv4 {
namespace {

using Verdict = tl::expected<Authenticated, Unauthenticated>;

tl::unexpected<Unauthenticated> refuse(aws::Error error) {
  return tl::unexpected(Unauthenticated{std::move(error), {}});
}

tl::unexpected<Unauthenticated> unrecognized(std::string why) {
  return refuse(aws::Error(aws::error_named("UnrecognizedClientException"), {}, std::move(why)));
}

tl::unexpected<Unauthenticated> expired(std::string_view id, std::string_view why) {
  return refuse(aws::Error(aws::error_named("ExpiredTokenException"), {},
                           fmt::format("the credential {} {}", id, why)));
}

// Checks everything that needs no secret.
tl::expected<Credential, aws::Error> check_form(const Authorization& authorization,
                                                const SignatureRules& rules, base::WallTime now) {
  const bool strict = rules.auth == Auth::strict;
  return check_date(authorization)
      .and_then([&](std::chrono::sys_seconds signed_at) {
        if (!strict) return Passed{};
        return check_skew(authorization, signed_at, std::chrono::floor<std::chrono::seconds>(now));
      })
      .and_then([&] { return check_host(authorization.signed_headers); })
      .and_then([&] { return check_algorithm(authorization.algorithm); })
      .and_then([&] { return check_credential(authorization.credential); })
      .and_then([&](const Credential& credential) {
        const std::string_view region = strict && rules.region ? *rules.region : std::string_view{};
        return check_scope(credential, {rules.service, region, authorization.date});
      });
}

// Compares in constant time when the signature has the right length.
bool is_right(const CanonicalRequest& canonical, const Authorization& authorization,
              const Scope& scope, const AccessKey& key) {
  const std::string computed =
      key.signing_key(scope).sign(string_to_sign(authorization.date, scope, canonical.text()));
  const std::string& given = authorization.signature;
  return given.size() == computed.size() &&
         sodium_memcmp(given.data(), computed.data(), computed.size()) == 0 &&
         canonical.missing.empty();
}

tl::expected<void, Unauthenticated> check_token(const std::optional<std::string>& given,
                                                const std::optional<std::string>& expected) {
  if (given == expected) return {};
  if (!given)
    return unrecognized("the key is a temporary one, and X-Amz-Security-Token is missing");
  if (!expected) {
    return unrecognized("the key is no temporary one, and X-Amz-Security-Token is there");
  }
  return unrecognized("X-Amz-Security-Token is not the session token of the key");
}

Verdict check_signature(const http::HttpRequest& request, const Authorization& authorization,
                        const Credential& credential, const AccessKeys& keys) {
  const auto known = keys.find(credential.access_key_id);
  if (known == keys.end()) {
    return unrecognized(fmt::format("no credential has the access key ID {}",
                                    base::quoted(credential.access_key_id)));
  }
  const auto& [id, key] = *known;
  if (key->expired()) return expired(id, "is marked as expired");
  const CanonicalRequest canonical = canonical_request(
      request, authorization.signed_headers, authorization.form == Authorization::Form::query);
  const Scope scope{credential.date, credential.region, credential.service};
  if (!is_right(canonical, authorization, scope, *key)) {
    return tl::unexpected(
        Unauthenticated{aws::Error(aws::error_named("InvalidSignatureException")),
                        explain_mismatch({request, authorization, canonical, scope, *key}, keys)});
  }
  return check_token(authorization.security_token, key->session_token())
      .map([&name = known->first] { return Authenticated{name}; });
}

}  // namespace

Verdict authenticate(const http::HttpRequest& request, const Signature& signature,
                     const SignatureRules& rules, base::WallTime now, base::Milliseconds elapsed) {
  if (rules.auth == Auth::off) return {};
  const auto authorization = read_authorization(request, signature);
  if (!authorization) return refuse(authorization.error());
  if (rules.auth == Auth::strict) {
    const auto known = rules.keys.find(signature.access_key_id);
    if (known != rules.keys.end() && known->second->has_run_out(elapsed)) {
      return expired(known->first, "has expired on the tenant's clock");
    }
  }
  const auto credential = check_form(*authorization, rules, now);
  if (!credential) return refuse(credential.error());
  if (rules.auth == Auth::shape) return {};
  return check_signature(request, *authorization, *credential, rules.keys);
}

}  // namespace krm::sigv4
