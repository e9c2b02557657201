#include "mock/access_log.h"

#include <string>

namespace krm::mock {
namespace {

std::string_view name_of(http::DeliveryReport::End end) {
  using End = http::DeliveryReport::End;
  switch (end) {
    case End::complete:
      return "complete";
    case End::cut:
      return "cut";
    case End::client_left:
      return "client_left";
    case End::stopped:
      return "stopped";
    case End::failed:
      return "failed";
  }
  return "";
}

std::string outcome_of(const scenario::Plan& plan) {
  if (plan.canned) return "reply";
  if (plan.delivery.garbage) return "garbage";
  if (plan.gives_no_reply()) return "close";
  const kms::Outcome& outcome = plan.outcome;
  return outcome ? fmt::format("{}_bytes", outcome->number_of_bytes)
                 : std::string(aws::name_of(outcome.error()));
}

}  // namespace

std::function<void(const http::DeliveryReport&)> access_line(const http::HttpRequest& request,
                                                             const Exchange& exchange,
                                                             const base::Log& log) {
  const std::string_view target = request.target;
  return
      [&log, method = base::shortened(request.method, 16),
       path = base::shortened(target.substr(0, target.find('?'))), status = exchange.reply.status,
       outcome = outcome_of(exchange.plan), id = exchange.request_id,
       rule = base::shortened(exchange.plan.rule)](const http::DeliveryReport& report) {
        using base::Log;
        Log::Fields fields{{"method", Log::Quoted{method}},
                           {"path", Log::Quoted{path}},
                           {"status", status},
                           {"outcome", outcome},
                           {"id", id},
                           {"sent", static_cast<std::int64_t>(report.bytes_sent)},
                           {"delivery", std::string(name_of(report.end))}};
        if (!rule.empty()) fields.emplace_back("rule", Log::Quoted{rule});
        log.record("request", fields);
      };
}

}  // namespace krm::mock
