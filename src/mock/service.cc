#include "mock/service.h"

#include <exception>
#include <string>
#include <utility>

#include "mock/access_log.h"
#include "mock/draw.h"
#include "mock/encode.h"

namespace krm::mock {
namespace {

using base::Level;

Exchange guarded(const http::HttpRequest& request, const World& world) {
  std::string what;
  try {
    return handle(request, world);
  } catch (const std::exception& exception) {
    what = exception.what();
  } catch (...) {
    what = "an exception of unknown type";
  }
  world.log.say(Level::error, "bug: {}", what);
  const aws::Envelope envelope{aws::request_id({}), world.tenants.clock().wall()};
  Exchange exchange{.request_id = envelope.request_id,
                    .plan = {.outcome = tl::unexpected<aws::Failure>(
                                 aws::Error(aws::error_named("InternalFailure")))}};
  exchange.reply = encode(exchange.plan, {}, envelope, request);
  return exchange;
}

// The reply does not tell a client whose signature is wrong what was expected.
void explain(const Exchange& exchange, const base::Log& log) {
  using base::Log;
  if (!exchange.mismatch) return;
  log.record("signature mismatch",
             {{"id", exchange.request_id},
              {"likely_cause", Log::Quoted{exchange.mismatch->likely_cause}},
              {"string_to_sign", Log::Lines{exchange.mismatch->string_to_sign}},
              {"canonical_request", Log::Lines{exchange.mismatch->canonical_request}}});
}

// The tenant lives as long as something waits for its clock.
http::Timing timing_of(const Exchange& exchange) {
  if (!exchange.tenant) return {};
  return {{exchange.tenant, &exchange.tenant->clock()}, exchange.at};
}

}  // namespace

http::Handler make_service(World world, bool access_log) {
  return [world, access_log](const http::HttpRequest& request) -> http::Answer {
    Exchange exchange = guarded(request, world);
    const scenario::Plan& plan = exchange.plan;
    if (plan.answers_outcome() && !plan.outcome && !aws::why_of(plan.outcome.error()).empty()) {
      world.log.say(Level::info, "{} {}: {}", aws::name_of(plan.outcome.error()),
                    exchange.request_id, aws::why_of(plan.outcome.error()));
    }
    explain(exchange, world.log);
    http::Answer answer{{}, plan.delivery, {}, timing_of(exchange)};
    if (access_log) answer.closed = access_line(request, exchange, world.log);
    answer.reply = std::move(exchange.reply);
    return answer;
  };
}

}  // namespace krm::mock
