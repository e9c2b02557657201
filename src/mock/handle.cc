#include "mock/handle.h"

#include "aws/dispatch.h"
#include "aws/envelope.h"
#include "kms/generate_random.h"
#include "mock/draw.h"
#include "mock/encode.h"

namespace krm::mock {
namespace {

// decode -> types -> constraints -> required -> key store -> attest
kms::Outcome judge(const http::HttpRequest& request, const World& world) {
  return aws::decode(request, kms::generate_random_target)
      .and_then(
          [&](const aws::JsonValue& body) { return kms::generate_random(body, world.key_stores); });
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
