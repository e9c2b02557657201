#include "mock/handle.h"

#include <utility>

#include "aws/dispatch.h"
#include "aws/envelope.h"
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
kms::Outcome judge(const http::HttpRequest& request, const World& world) {
  return aws::decode(request, kms::generate_random_target)
      .and_then(kms::read_request)
      .and_then(kms::check_constraints)
      .and_then(kms::check_required)
      .and_then([&](kms::GenerateRandomRequest call) {
        return kms::check_key_store(std::move(call), world.key_stores);
      })
      .and_then(kms::attest);
}

}  // namespace

Exchange handle(const http::HttpRequest& request, const World& world) {
  Plan plan{.outcome = judge(request, world), .delivery = {}};
  const Drawn drawn = draw(plan, world.entropy);
  const aws::Envelope envelope{aws::request_id(drawn.request_id), world.clock.wall()};
  http::HttpReply reply = encode(plan, drawn, envelope, request);
  return {std::move(reply), envelope.request_id, std::move(plan)};
}

}  // namespace krm::mock
