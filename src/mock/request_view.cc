#include "mock/request_view.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "aws/envelope.h"
#include "aws/user_agent.h"
#include "base/hex.h"
#include "base/log.h"
#include "crypto/digest.h"
#include "kms/operations.h"
#include "mock/active_scenario.h"

namespace krm::mock {
namespace {

RequestView::Client client_view(const Entry& entry) {
  const auto said = entry[Entry::user_agent];
  if (!said) return {};
  const aws::UserAgent agent = aws::read_user_agent(*said);
  return {owned(agent.sdk), owned(agent.version), owned(said)};
}

// What the rules saw of the request, as far as they look at it.
class Again {
 public:
  explicit Again(const Entry& entry) : entry_(entry) {
    const auto add = [&](std::string_view name, std::optional<std::string_view> value) {
      if (value) request_.headers.push_back({std::string(name), std::string(*value)});
    };
    const auto& headers = entry.active->headers;
    for (std::size_t i = 0; i < headers.size(); ++i) {
      add(headers[i], entry.texts[Entry::first_header + i]);
    }
    add("X-Amz-Target", entry[Entry::target]);
    using scenario::match::BodyKind;
    if (entry.body == BodyKind::object) request_.body = "{}";
    if (entry.body == BodyKind::not_object) request_.body = "?";
    if (!entry.could_be_read) return;
    asked_.emplace();
    asked_->number_of_bytes = entry.number_of_bytes;
    asked_->custom_key_store_id = owned(entry[Entry::key_store]);
    if (entry.has_recipient) asked_->recipient.emplace();
  }

  scenario::Seen seen() const {
    return {.request = request_,
            .outcome = entry_.service,
            .asked = asked_,
            .access_key_id = entry_[Entry::access_key_id].value_or(""),
            .region = entry_[Entry::region].value_or(""),
            .call = entry_.call,
            .attempt = entry_.attempt,
            .is_foreign = entry_.is_foreign};
  }

 private:
  const Entry& entry_;
  http::HttpRequest request_;
  std::optional<kms::Asked> asked_;
};

std::vector<RequestView::Rule> rules_of(const Entry& entry) {
  std::vector<RequestView::Rule> rules;
  if (!entry.active) return rules;
  const Again again(entry);
  for (auto& report : explain(*entry.active->scenario, again.seen(), entry.rulings)) {
    rules.push_back({std::move(report.rule), report.ruling, owned(report.because)});
  }
  return rules;
}

// As the file has them, but for a latency, which is what it came to.
std::vector<document::Node> faults_of(const Entry& entry) {
  std::vector<document::Node> faults;
  const scenario::Rule* rule = entry.rule_that_fired();
  if (rule == nullptr) return faults;
  for (const scenario::Fault& fault : rule->faults) {
    std::visit(
        [&]<typename F>(const F& one) {
          document::Node& node = faults.emplace_back();
          node.kind = document::Node::Kind::mapping;
          if constexpr (std::same_as<F, scenario::fault::Latency>) {
            node.add(std::string(F::name), document::Node::scalar(document::Node::Kind::text,
                                                                  base::to_text(entry.delay)));
          } else {
            node.add(std::string(F::name), document::in_short(one));
          }
        },
        fault.value);
  }
  return faults;
}

RequestView::Reply reply_view(const Entry& entry, bool shows_payload) {
  RequestView::Reply reply{.status = entry.status, .error = owned(entry.error)};
  reply.bytes = static_cast<std::int64_t>(entry.payload.size());
  reply.damaged = entry.is_damaged;
  const auto& [in_milliseconds, in_seconds] = entry.retry_after;
  if (in_milliseconds) reply.retry_after_ms = in_milliseconds->count();
  if (in_seconds) reply.retry_after_s = in_seconds->count() / 1000;
  if (entry.payload.empty()) return reply;
  reply.sha256 = base::to_hex(crypto::sha256(entry.payload));
  if (shows_payload) reply.payload = base::to_hex(entry.payload);
  return reply;
}

// One of another server may have another form.
std::optional<std::string> request_id_of(const Entry& entry) {
  const bool is_none = entry.forwarded_to &&
                       std::ranges::all_of(entry.request_id, [](auto byte) { return byte == 0; });
  return is_none ? std::nullopt : std::optional(aws::request_id(entry.request_id));
}

}  // namespace

std::optional<std::string> owned(std::optional<std::string_view> text) {
  if (!text || text->empty()) return std::nullopt;
  return std::string(*text);
}

double in_milliseconds(base::Nanoseconds time) {
  return std::round(static_cast<double>(time.count()) / 1000) / 1000;
}

std::optional<std::string_view> operation_of(const Entry& entry) {
  const auto target = entry[Entry::target];
  if (!target) return std::nullopt;
  return kms::operation_in(*target);
}

std::optional<std::string_view> rule_of(const Entry& entry) {
  const scenario::Rule* rule = entry.rule_that_fired();
  if (rule == nullptr) return std::nullopt;
  return rule->shown;
}

RequestView request_view(const Record& record, const Detail& detail) {
  const Entry& entry = *record.entry;
  RequestView view{.id = entry.id,
                   .tenant = std::string(entry[Entry::tenant].value_or("-")),
                   .request_id = request_id_of(entry),
                   .at = base::iso8601(entry.at),
                   .arrived_ms = in_milliseconds(entry.arrived),
                   .clock_ms = entry.elapsed.count(),
                   .connection = entry.connection,
                   .transport = entry.transport,
                   .client = client_view(entry),
                   .call = {entry.call, owned(entry[Entry::invocation_id]), entry.attempt,
                            entry.most_attempts, entry.is_resent},
                   .operation = owned(operation_of(entry)),
                   .region = owned(entry[Entry::region]),
                   .service = {.ok = entry.service.has_value(), .why = owned(entry[Entry::why])},
                   .rule = owned(rule_of(entry)),
                   .faults = faults_of(entry),
                   .reply = reply_view(entry, detail.payload)};
  if (entry.active) {
    view.scenario = entry.active->digest();
    view.signature.checked = entry.active->signatures.auth;
  }
  view.signature.right = entry.signature_is_right;
  view.signature.well_formed = entry.is_signed;
  view.signature.likely_cause = owned(entry[Entry::likely_cause]);
  if (!entry.service) view.service.error = owned(aws::name_of(entry.service.error()));
  if (entry.could_be_read) {
    view.asked = RequestView::Asked{.custom_key_store_id = owned(entry[Entry::key_store]),
                                    .recipient = entry.has_recipient};
    if (entry.number_of_bytes) view.asked->number_of_bytes = *entry.number_of_bytes;
  }
  if (entry.forwarded_to) {
    view.forwarded = {entry.forwarded_to->url(), {}, owned(entry.failure)};
    if (entry.took) view.forwarded->ms = in_milliseconds(*entry.took);
  }
  if (detail.rules) view.rules = rules_of(entry);
  if (const auto& ending = record.ending) {
    view.ended = RequestView::Ended{ending->how, static_cast<std::int64_t>(ending->body_bytes),
                                    in_milliseconds(ending->at - entry.arrived)};
  }
  return view;
}

}  // namespace krm::mock
