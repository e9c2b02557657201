#include "mock/logical_calls.h"

#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "aws/user_agent.h"
#include "base/log.h"

namespace krm::mock {
namespace {

using scenario::Attempt;

std::string text_of(std::optional<std::string_view> text) { return std::string(text.value_or("")); }

Attempt attempt_of(const Record& record) {
  const Entry& entry = *record.entry;
  Attempt attempt{.request = entry.id,
                  .number = entry.attempt,
                  .is_resent = entry.is_resent,
                  .at = base::iso8601(entry.at),
                  .arrived = entry.arrived,
                  .status = entry.status,
                  .error = std::string(entry.error),
                  .is_good = entry.answers_well(),
                  .retry_after = entry.retry_after,
                  .operation = text_of(operation_of(entry)),
                  .rule = text_of(rule_of(entry)),
                  .is_signed = entry.is_signed};
  if (const auto& ending = record.ending) {
    attempt.left = ending->at;
    attempt.ended = ending->how;
  }
  return attempt;
}

std::string client_text(std::string_view sdk, std::string_view version) {
  return version.empty() ? std::string(sdk) : fmt::format("{} {}", sdk, version);
}

std::string client_of(const Entry& entry) {
  const auto said = entry[Entry::user_agent];
  if (!said) return {};
  const aws::UserAgent agent = aws::read_user_agent(*said);
  return client_text(agent.sdk, agent.version);
}

base::Nanoseconds from_milliseconds(double ms) { return base::Nanoseconds(std::llround(ms * 1e6)); }

CallView::Attempt attempt_view(const scenario::Call& call, std::size_t place) {
  const Attempt& attempt = call.attempts[place];
  CallView::Attempt view{.request = attempt.request,
                         .attempt = attempt.number,
                         .resent = attempt.is_resent,
                         .at = attempt.at,
                         .status = attempt.status,
                         .error = owned(attempt.error),
                         .rule = owned(attempt.rule),
                         .ended = attempt.ended};
  if (const auto gap = call.gap_before(place)) view.gap_ms = in_milliseconds(*gap);
  if (attempt.left) view.ms = in_milliseconds(*attempt.left - attempt.arrived);
  return view;
}

}  // namespace

std::vector<scenario::Call> logical_calls(std::span<const Record> records) {
  std::vector<scenario::AttemptOfCall> attempts;
  attempts.reserve(records.size());
  for (const Record& record : records) {
    const Entry& entry = *record.entry;
    attempts.push_back({.tenant = std::string(entry[Entry::tenant].value_or("-")),
                        .invocation_id = text_of(entry[Entry::invocation_id]),
                        .call = entry.call,
                        .client = client_of(entry),
                        .attempt = attempt_of(record)});
  }
  return join(std::move(attempts));
}

scenario::AttemptOfCall attempt_in(const RequestView& line) {
  scenario::AttemptOfCall one{
      .tenant = line.tenant,
      .invocation_id = line.call.invocation_id.value_or(""),
      .call = line.call.index,
      .attempt = {.request = line.id.value_or(0),
                  .number = line.call.attempt,
                  .is_resent = line.call.resent,
                  .at = line.at.value_or(""),
                  .arrived = from_milliseconds(line.arrived_ms),
                  .status = line.reply.status,
                  .error = line.reply.error.value_or(""),
                  .is_good = line.reply.status == 200 && !line.reply.damaged,
                  .operation = line.operation.value_or(""),
                  .rule = line.rule.value_or(""),
                  .is_signed = line.signature.well_formed}};
  if (line.client.sdk) one.client = client_text(*line.client.sdk, line.client.version.value_or(""));
  const auto wait = [](std::optional<std::int64_t> ms) {
    return ms ? std::optional(base::Milliseconds(*ms)) : std::nullopt;
  };
  one.attempt.retry_after = {wait(line.reply.retry_after_ms), wait(line.reply.retry_after_s)};
  if (one.attempt.retry_after.in_seconds) *one.attempt.retry_after.in_seconds *= 1000;
  if (line.ended) {
    one.attempt.left = one.attempt.arrived + from_milliseconds(line.ended->ms);
    one.attempt.ended = line.ended->how;
  }
  return one;
}

scenario::Call call_in(const CallView& view) {
  scenario::Call call{
      .tenant = view.tenant, .index = view.index, .invocation_id = view.invocation_id.value_or("")};
  base::Nanoseconds now{0};
  for (const CallView::Attempt& shown : view.attempts) {
    now += from_milliseconds(shown.gap_ms.value_or(0));
    call.attempts.push_back({.request = shown.request,
                             .number = shown.attempt,
                             .is_resent = shown.resent,
                             .at = shown.at,
                             .arrived = now,
                             .ended = shown.ended,
                             .status = shown.status,
                             .error = shown.error.value_or(""),
                             .operation = view.operation.value_or(""),
                             .rule = shown.rule.value_or("")});
    if (!shown.ms) continue;
    now += from_milliseconds(*shown.ms);
    call.attempts.back().left = now;
  }
  // What the last attempt came to is not in its own view.
  call.attempts.back().is_good = view.outcome == scenario::Call::Outcome::succeeded;
  return call;
}

CallView call_view(const scenario::Call& call) {
  CallView view{.tenant = call.tenant,
                .index = call.index,
                .invocation_id = owned(call.invocation_id),
                .operation = owned(call.attempts.front().operation),
                .outcome = call.outcome()};
  for (std::size_t i = 0; i < call.attempts.size(); ++i) {
    view.attempts.push_back(attempt_view(call, i));
    view.resends += call.attempts[i].is_resent ? 1 : 0;
  }
  if (const auto time = call.duration()) view.ms = in_milliseconds(*time);
  return view;
}

}  // namespace krm::mock
