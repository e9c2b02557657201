#include "mock/service.h"

#include <exception>
#include <string>
#include <utility>

#include "mock/draw.h"
#include "mock/encode.h"

namespace krm::mock {
namespace {

using base::Level;

std::string_view name_of(http::DeliveryReport::End end) {
  using End = http::DeliveryReport::End;
  switch (end) {
    case End::complete:
      return "complete";
    case End::cut:
      return "cut";
    case End::client_left:
      return "client left";
    case End::stopped:
      return "stopped";
    case End::failed:
      return "not taken by the client";
  }
  return "";
}

Exchange guarded(const http::HttpRequest& request, const World& world, const base::Log& log) {
  std::string what;
  try {
    return handle(request, world);
  } catch (const std::exception& exception) {
    what = exception.what();
  } catch (...) {
    what = "an exception of unknown type";
  }
  log.say(Level::error, "bug: {}", what);
  Plan plan{.outcome = tl::unexpected<aws::Failure>(aws::Error("InternalFailure")), .delivery = {}};
  const aws::Envelope envelope{aws::request_id({}), world.clock.wall()};
  return {encode(plan, {}, envelope, request), envelope.request_id, std::move(plan)};
}

}  // namespace

http::Handler make_service(World world, const base::Log& log, bool access_log) {
  return [world, &log, access_log](const http::HttpRequest& request) -> http::Answer {
    Exchange exchange = guarded(request, world, log);
    const kms::Outcome& outcome = exchange.plan.outcome;
    if (!outcome && !aws::why_of(outcome.error()).empty()) {
      log.say(Level::info, "{} {}: {}", aws::name_of(outcome.error()), exchange.request_id,
              aws::why_of(outcome.error()));
    }
    http::Answer answer{std::move(exchange.reply), exchange.plan.delivery, {}};
    if (!access_log) return answer;

    std::string line = fmt::format(
        "{} {} {} {} {} {}", base::iso8601(world.clock.wall()), base::quoted(request.method, 16),
        base::quoted(request.target), answer.reply.status,
        outcome ? fmt::format("{} bytes", outcome->number_of_bytes) : aws::name_of(outcome.error()),
        exchange.request_id);
    answer.closed = [&log, line = std::move(line)](const http::DeliveryReport& report) {
      log.say(Level::info, "{} sent={} {}", line, report.bytes_sent, name_of(report.end));
    };
    return answer;
  };
}

}  // namespace krm::mock
