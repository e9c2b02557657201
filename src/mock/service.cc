#include "mock/service.h"

#include <exception>
#include <string>
#include <utility>

#include "mock/access_log.h"
#include "mock/encode.h"

namespace krm::mock {
namespace {

using base::Level;

Case guarded(const http::HttpRequest& request, const World& world) {
  std::string what;
  try {
    return handle(request, world);
  } catch (const std::exception& exception) {
    what = exception.what();
  } catch (...) {
    what = "an exception of unknown type";
  }
  world.log.say(Level::error, "bug: {}", what);
  Case one{.request = request};
  one.at.wall = world.tenants.clock().wall();
  one.plan.outcome = tl::unexpected<aws::Failure>(aws::Error(aws::error_named("InternalFailure")));
  encode(one);
  return one;
}

// The reply does not tell a client whose signature is wrong what was expected.
void explain(const Case& one, const base::Log& log) {
  using base::Log;
  if (!one.mismatch) return;
  log.record("signature mismatch",
             {{"id", one.request_id},
              {"likely_cause", Log::Quoted{one.mismatch->likely_cause}},
              {"string_to_sign", Log::Lines{one.mismatch->string_to_sign}},
              {"canonical_request", Log::Lines{one.mismatch->canonical_request}}});
}

// The tenant lives as long as something waits for its clock.
http::Timing timing_of(const Case& one) {
  if (!one.tenant) return {};
  return {{one.tenant, &one.tenant->clock()}, one.at.monotonic};
}

}  // namespace

http::Handler make_service(World world, bool access_log) {
  return [world, access_log](const http::HttpRequest& request) -> http::Answer {
    Case one = guarded(request, world);
    const scenario::Plan& plan = one.plan;
    if (plan.answers_outcome() && !plan.outcome && !aws::why_of(plan.outcome.error()).empty()) {
      world.log.say(Level::info, "{} {}: {}", aws::name_of(plan.outcome.error()), one.request_id,
                    aws::why_of(plan.outcome.error()));
    }
    explain(one, world.log);
    http::Answer answer{{}, plan.delivery, {}, timing_of(one)};
    if (access_log) answer.closed = access_line(request, one, world.log);
    answer.reply = std::move(one.reply);
    return answer;
  };
}

}  // namespace krm::mock
