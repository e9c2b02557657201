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
// kinesalite suite); that constraints come before what is required, and both before the key store
// and the Recipient, is a GUESS.
Judged judge(const http::HttpRequest& request, const kms::KeyStores& key_stores) {
  Judged judged{.outcome = kms::Grant{}, .asked = {}};
  judged.outcome = aws::decode(request, kms::generate_random_target)
                       .and_then(kms::read_request)
                       .map([&](kms::GenerateRandomRequest asked) {
                         judged.asked = asked;
                         return asked;
                       })
                       .and_then(kms::check_constraints)
                       .and_then(kms::check_required)
                       .and_then([&](kms::GenerateRandomRequest call) {
                         return kms::check_key_store(std::move(call), key_stores);
                       })
                       .and_then(kms::attest);
  return judged;
}

}  // namespace

Exchange handle(const http::HttpRequest& request, const World& world) {
  const Running& running = world.tenants.running();
  const aws::Signer signer = aws::signer_of(request);
  const std::shared_ptr<Tenant> tenant = world.tenants.of(signer.access_key_id);
  Decision decision =
      tenant->decide(request, signer, judge(request, running.key_stores), world.clock.monotonic());
  const Drawn drawn = draw(decision, *tenant, world.entropy);
  const aws::Envelope envelope{aws::request_id(drawn.request_id),
                               world.clock.wall() + running.scenario->clock.offset};
  http::HttpReply reply = encode(decision.plan, drawn, envelope, request);
  return {std::move(reply), envelope.request_id, std::move(decision.plan)};
}

}  // namespace krm::mock
