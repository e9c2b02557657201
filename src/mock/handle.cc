#include "mock/handle.h"

#include <string_view>
#include <utility>

#include "aws/dispatch.h"
#include "aws/envelope.h"
#include "kms/attest.h"
#include "kms/authorise.h"
#include "kms/constraints.h"
#include "kms/request_codec.h"
#include "kms/required.h"
#include "mock/draw.h"
#include "mock/encode.h"
#include "mock/seal.h"
#include "sigv4/authenticate.h"
#include "sigv4/signer.h"

namespace krm::mock {
namespace {

// Whose signature it is, if that was asked for; where it is wrong, `mismatch` says why.
tl::expected<sigv4::Authenticated, aws::Failure> authenticate(
    const http::HttpRequest& request, Tenant& tenant, std::optional<sigv4::Mismatch>& mismatch) {
  const sigv4::SignatureRules& rules = tenant.running().signatures;
  if (rules.auth == sigv4::Auth::off) return {};
  return sigv4::authenticate(request, rules, tenant.clock().wall())
      .map_error([&](sigv4::Unauthenticated refused) {
        mismatch = std::move(refused.mismatch);
        return aws::Failure(std::move(refused.error));
      });
}

// A copy without the document, which no rule reads, nor any stage behind `attest`.
kms::GenerateRandomRequest without_document(kms::GenerateRandomRequest& request) {
  if (!request.recipient) return request;
  auto document = std::exchange(request.recipient->attestation_document, std::nullopt);
  kms::GenerateRandomRequest rest = request;
  request.recipient->attestation_document = std::move(document);
  return rest;
}

// The first error wins. Where the order is known it is that of the front end (REAL-OTHER:
// kinesalite suite); that constraints come before authorisation and what is required, and all of
// them before throttle, key store and Recipient, in this order, is a GUESS.
Examined examine(const http::HttpRequest& request, Tenant& tenant, std::string_view access_key_id) {
  using kms::GenerateRandomRequest;
  Examined examined{.request = GenerateRandomRequest{}, .asked = {}};
  const kms::Principal* principal = nullptr;
  examined.request = aws::decode(request, kms::generate_random_target)
                         .and_then([&](aws::JsonValue body) {
                           return authenticate(request, tenant, examined.mismatch)
                               .map([&](const sigv4::Authenticated& who) {
                                 principal = tenant.running().principal(who.access_key_id);
                                 return std::move(body);
                               });
                         })
                         .and_then(kms::read_request)
                         .map([&](GenerateRandomRequest asked) {
                           examined.asked = without_document(asked);
                           return asked;
                         })
                         .and_then(kms::check_constraints)
                         .and_then([&](GenerateRandomRequest asked) {
                           return kms::authorise(std::move(asked), principal);
                         })
                         .and_then(kms::check_required);
  if (examined.request && examined.request->recipient) {
    const ActiveScenario& running = tenant.running();
    examined.attested = kms::attest(*examined.request->recipient, running.attestation,
                                    tenant.clock().wall(), running.arn(access_key_id));
    examined.request->recipient->attestation_document.reset();
  }
  return examined;
}

kms::Outcome grant(const kms::GenerateRandomRequest& request,
                   const std::optional<kms::Attested>& attested) {
  kms::Grant grant{static_cast<std::size_t>(*request.number_of_bytes)};
  if (!attested) return grant;
  return attested->map([&](const auto& recipient) {
    grant.recipient = recipient;
    return grant;
  });
}

// Under the tenant's mutex, and so without what takes its time.
Admitted admit(const Examined& examined, kms::Account& account, base::Nanoseconds now) {
  using kms::GenerateRandomRequest;
  Admitted admitted{.outcome = kms::Grant{}, .counts = false};
  admitted.outcome = examined.request
                         .and_then([&](GenerateRandomRequest request) {
                           return kms::check_quota(std::move(request), account.quota, now);
                         })
                         .map([&](GenerateRandomRequest request) {
                           admitted.counts = true;
                           return request;
                         })
                         .and_then([&](GenerateRandomRequest request) {
                           return kms::check_key_store(std::move(request), account.key_stores);
                         })
                         .and_then([&](const GenerateRandomRequest& request) {
                           return grant(request, examined.attested);
                         });
  return admitted;
}

}  // namespace

Exchange handle(const http::HttpRequest& request, const World& world) {
  const sigv4::Signer signer = sigv4::signer_of(request);
  std::shared_ptr<Tenant> tenant = world.tenants.of(signer.access_key_id);
  Examined examined = examine(request, *tenant, signer.access_key_id);
  Decision decision = tenant->decide(request, signer, examined, admit, world.log);
  Drawn drawn = draw(decision, *tenant, world.entropy);
  seal(decision.plan, drawn);
  const aws::Envelope envelope{aws::request_id(drawn.request_id), decision.at.wall};
  return {.reply = encode(decision.plan, drawn, envelope, request),
          .request_id = envelope.request_id,
          .plan = std::move(decision.plan),
          .mismatch = std::move(examined.mismatch),
          .tenant = std::move(tenant),
          .at = decision.at.monotonic};
}

}  // namespace krm::mock
