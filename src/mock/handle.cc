#include "mock/handle.h"

#include <utility>

#include "aws/dispatch.h"
#include "aws/envelope.h"
#include "aws/signer.h"
#include "kms/attest.h"
#include "kms/constraints.h"
#include "kms/request_codec.h"
#include "kms/required.h"
#include "mock/draw.h"
#include "mock/encode.h"

namespace krm::mock {
namespace {

// The first error wins. Where the order is known it is that of the front end (REAL-OTHER:
// kinesalite suite); that constraints come before what is required, and both before throttle, key
// store and Recipient, in this order, is a GUESS.
Examined examine(const http::HttpRequest& request) {
  Examined examined{.request = kms::GenerateRandomRequest{}, .asked = {}};
  examined.request = aws::decode(request, kms::generate_random_target)
                         .and_then(kms::read_request)
                         .map([&](kms::GenerateRandomRequest asked) {
                           examined.asked = asked;
                           return asked;
                         })
                         .and_then(kms::check_constraints)
                         .and_then(kms::check_required);
  return examined;
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
                         .and_then(kms::attest);
  return admitted;
}

}  // namespace

Exchange handle(const http::HttpRequest& request, const World& world) {
  const aws::Signer signer = aws::signer_of(request);
  std::shared_ptr<Tenant> tenant = world.tenants.of(signer.access_key_id);
  Decision decision = tenant->decide(request, signer, examine(request), admit, world.log);
  const Drawn drawn = draw(decision, *tenant, world.entropy);
  const aws::Envelope envelope{aws::request_id(drawn.request_id), decision.at.wall};
  return {.reply = encode(decision.plan, drawn, envelope, request),
          .request_id = envelope.request_id,
          .plan = std::move(decision.plan),
          .tenant = std::move(tenant),
          .at = decision.at.monotonic};
}

}  // namespace krm::mock
