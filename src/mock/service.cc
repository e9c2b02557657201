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

// The tenant lives as long as something waits for its clock.
http::Timing timing_of(const Case& one) {
  if (!one.tenant) return {};
  return {{one.tenant, &one.tenant->clock()}, one.at.monotonic};
}

}  // namespace

http::Handler make_service(World world, bool access_log) {
  return [world, access_log](const http::HttpRequest& request) -> http::Answer {
    Case one = guarded(request, world);
    http::Answer answer{{}, one.plan.delivery, {}, timing_of(one)};
    if (access_log || has_more_to_say(one)) answer.closed = access_line(request, one, world.log);
    answer.reply = std::move(one.reply);
    return answer;
  };
}

}  // namespace krm::mock
