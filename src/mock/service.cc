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
  const base::Clock& clock = world.tenants.clock();
  Case one{.request = request, .arrived = clock.monotonic()};
  one.at = {clock.wall(), clock.monotonic(), clock.wall()};
  one.plan.outcome = tl::unexpected<aws::Failure>(aws::Error(aws::error_named("InternalFailure")));
  one.service = one.plan.outcome;
  encode(one);
  return one;
}

// The tenant lives as long as something waits for its clock.
http::Timing timing_of(const Case& one) {
  if (!one.tenant) return {};
  return {{one.tenant, &one.tenant->clock()}, one.at.monotonic};
}

Ending ending_of(const Entry& entry, const http::DeliveryReport& report, base::Nanoseconds now) {
  using End = http::DeliveryReport::End;
  Ending ending{.body_bytes = report.body_sent, .at = now};
  switch (report.end) {
    case End::complete:
      break;
    case End::cut:
      ending.how = entry.wanted_end;
      break;
    case End::client_left:
    case End::failed:
      ending.how = Ending::How::client_left;
      break;
    case End::stopped:
      ending.how = Ending::How::stopped;
      break;
  }
  return ending;
}

}  // namespace

http::Handler make_service(World world, bool access_log) {
  return [world, access_log](const http::HttpRequest& request) -> http::Answer {
    Case one = guarded(request, world);
    http::Answer answer{{}, one.plan.delivery, {}, timing_of(one)};
    std::function<void(const http::DeliveryReport&)> line;
    if (access_log || has_more_to_say(one)) line = access_line(request, one, world.log);
    Journal::Part* part = one.tenant ? one.tenant->journal().get() : nullptr;
    auto opened = world.journal.open(part, std::make_shared<Entry>(one));
    answer.reply = std::move(one.reply);
    answer.closed = [&journal = world.journal, &clock = world.tenants.clock(),
                     line = std::move(line),
                     opened = std::move(opened)](const http::DeliveryReport& report) {
      journal.close(opened, ending_of(opened.entry(), report, clock.monotonic()));
      if (line) line(report);
    };
    return answer;
  };
}

}  // namespace krm::mock
