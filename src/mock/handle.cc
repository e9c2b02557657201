#include "mock/handle.h"

#include <utility>

#include "mock/draw.h"
#include "mock/encode.h"
#include "mock/forward.h"
#include "mock/seal.h"
#include "mock/stages.h"
#include "mock/turn.h"
#include "mock/turn_news.h"

namespace krm::mock {
namespace {

void identify(Case& one, Tenants& tenants) {
  one.signature = sigv4::read_signature(one.request);
  one.said = aws::sdk_attempt_of(one.request);
  one.tenant = tenants.of(one.signature.access_key_id);
}

// Returns what the service itself would answer. Nothing is drawn, carried out or asked for yet.
kms::Outcome outcome_of(const Case& one, kms::Passed passed) {
  if (!passed) return tl::unexpected(std::move(passed).error());
  if (one.is_foreign) return kms::Referral();
  if (one.operation->answer != nullptr) return kms::Done();
  kms::Grant grant{static_cast<std::size_t>(*one.asked->number_of_bytes)};
  if (one.attested) grant.recipient = **one.attested;
  return grant;
}

}  // namespace

void resolve(Case& one, const base::Log* log) {
  kms::Passed passed = examine(one);
  Turn turn = one.tenant->next_turn(one);
  one.at = turn.at();
  if (passed) passed = admit(one, turn.account());
  one.service = outcome_of(one, std::move(passed));
  turn.decide(one);
  turn.settle(one);
  if (log != nullptr) tell(one, *log);
}

Case handle(const http::HttpRequest& request, const World& world) {
  Case one{
      .request = request, .arrived = world.tenants.clock().monotonic(), .own_name = world.own_name};
  identify(one, world.tenants);
  resolve(one, &world.log);
  draw(one, world.entropy);
  seal(one);
  forward(one);
  encode(one);
  return one;
}

}  // namespace krm::mock
