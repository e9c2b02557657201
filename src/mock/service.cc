#include "mock/service.h"

#include <exception>
#include <memory>
#include <string>
#include <utility>

#include "base/quoting.h"
#include "mock/access_log.h"
#include "mock/encode.h"
#include "mock/forward.h"
#include "mock/request_view.h"

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

// The client was told the id.
void tell_of_failure(const base::Log& log, const Case& one, const Entry& entry) {
  log.say(Level::warning, "upstream {}: {} ({} of tenant {}, id {})", entry.forwarded_to->url(),
          entry.failure, base::quoted(base::shortened(operation_of(entry).value_or(""))),
          base::quoted(entry[Entry::tenant].value_or("-")), one.request_id);
}

using Line = std::function<void(const http::DeliveryReport&)>;

// Refers to nothing but what outlives every handler.
struct Closing {
  Journal& journal;
  const base::Clock& clock;

  void operator()(const Journal::Opened& opened, const Line& line,
                  const http::DeliveryReport& report) const {
    journal.close(opened, ending_of(opened.entry(), report, clock.monotonic()));
    if (line) line(report);
  }
};

// What a request that is forwarded leaves to do once its reply is there.
struct Pending {
  std::shared_ptr<const World> world;
  Case one;
  Journal::Opened opened;
  bool has_line;
  base::Nanoseconds asked;  // on the server's clock
  Line line{};

  http::HttpReply come_back(tl::expected<http::HttpReply, std::string> got) {
    take_back(one, std::move(got), world->entropy);
    auto entry = std::make_shared<Entry>(opened.entry());
    entry->take_back(one, world->tenants.clock().monotonic() - asked);
    if (!entry->failure.empty()) tell_of_failure(world->log, one, *entry);
    world->journal.amend(opened, std::move(entry));
    if (has_line) line = access_line(one.request, one, world->log);
    return std::move(one.reply);
  }
};

// Answers once the upstream has. The request lives until then.
void send_on(http::Answer& answer, Pending given) {
  const auto pending = std::make_shared<Pending>(std::move(given));
  answer.errand = {.to = pending->opened.entry().forwarded_to,
                   .head = std::move(pending->one.forwarded_head),
                   .finish = [pending](tl::expected<http::HttpReply, std::string> got) {
                     return pending->come_back(std::move(got));
                   }};
  answer.closed = [pending](const http::DeliveryReport& report) {
    const World& world = *pending->world;
    Closing{world.journal, world.tenants.clock()}(pending->opened, pending->line, report);
  };
}

http::Answer answer_to(const http::HttpRequest& request, std::shared_ptr<const World> world,
                       bool access_log) {
  Case one = guarded(request, *world);
  http::Answer answer{{}, one.plan.delivery, {}, timing_of(one)};
  const bool has_line = access_log || has_more_to_say(one);
  const bool forwards = one.plan.forwards();
  Line line;
  if (has_line && !forwards) line = access_line(request, one, world->log);
  Journal::Part* part = one.tenant ? one.tenant->journal().get() : nullptr;
  auto opened = world->journal.open(part, std::make_shared<Entry>(one));
  const Entry& entry = opened.entry();
  if (one.is_loop) tell_of_failure(world->log, one, entry);
  if (forwards) {
    const auto now = world->tenants.clock().monotonic();
    send_on(answer, {std::move(world), std::move(one), std::move(opened), has_line, now});
    return answer;
  }
  answer.reply = std::move(one.reply);
  answer.closed = [closing = Closing{world->journal, world->tenants.clock()},
                   line = std::move(line), opened = std::move(opened)](
                      const http::DeliveryReport& report) { closing(opened, line, report); };
  return answer;
}

}  // namespace

http::Handler make_service(World world, bool access_log) {
  return [shared = std::make_shared<const World>(std::move(world)), access_log](
             const http::HttpRequest& request) { return answer_to(request, shared, access_log); };
}

}  // namespace krm::mock
