#include "mock/entry.h"

#include <utility>

#include "aws/names.h"
#include "mock/active_scenario.h"
#include "mock/tenant.h"

namespace krm::mock {
namespace {

constexpr std::size_t longest_text = 512;  // of a text; the log shows less

using Texts = std::vector<std::optional<std::string_view>>;

std::optional<std::string_view> at_most_longest(std::string_view text) {
  if (text.empty()) return std::nullopt;
  return text.substr(0, longest_text);
}

std::optional<std::string_view> header(const Case& one, std::string_view name) {
  const http::Header* found = http::find(one.request.headers, name);
  if (found == nullptr) return std::nullopt;
  return std::string_view(found->value).substr(0, longest_text);
}

// Where there is nothing to say besides, it is what the reply says.
std::string_view reason_of(const Case& one) {
  if (one.service) return {};
  const std::string_view why = aws::why_of(one.service.error());
  const auto* error = std::get_if<aws::Error>(&one.service.error());
  return why.empty() && error != nullptr ? error->message() : why;
}

base::PackedTexts texts_of(const Case& one, const ActiveScenario* active) {
  std::array<std::optional<std::string_view>, Entry::first_header> known;
  if (one.tenant) known[Entry::tenant] = at_most_longest(one.tenant->name());
  known[Entry::access_key_id] = at_most_longest(one.signature.access_key_id);
  known[Entry::region] = at_most_longest(one.signature.region);
  known[Entry::target] = header(one, "X-Amz-Target");
  known[Entry::invocation_id] = at_most_longest(one.said.invocation_id);
  known[Entry::user_agent] = header(one, "User-Agent");
  if (one.asked && one.asked->custom_key_store_id) {
    known[Entry::key_store] =
        std::string_view(*one.asked->custom_key_store_id).substr(0, longest_text);
  }
  if (one.mismatch) known[Entry::likely_cause] = one.mismatch->likely_cause;
  known[Entry::why] = at_most_longest(reason_of(one));
  if (active == nullptr || active->headers.empty()) return base::PackedTexts(known);
  Texts all(known.begin(), known.end());
  for (const std::string_view name : active->headers) {
    const http::Header* found = http::find(one.request.headers, name);
    all.push_back(found == nullptr ? std::nullopt : std::optional<std::string_view>(found->value));
  }
  return base::PackedTexts(all);
}

Ending::How wanted_end(const scenario::Plan& plan) {
  const http::Delivery& delivery = plan.delivery;
  if (delivery.garbage) return Ending::How::closed;
  if (!delivery.cut) return Ending::How::sent;
  if (delivery.cut->with == http::Cut::With::rst) return Ending::How::reset;
  return delivery.cut->after ? Ending::How::cut : Ending::How::closed;
}

bool damages(const scenario::Plan& plan) {
  return plan.writing != scenario::Writing::properly || plan.longer != 0 || plan.cms;
}

}  // namespace

Entry::Entry(Case& one)
    : active(one.tenant ? one.tenant->shared_active() : nullptr),
      texts(texts_of(one, active.get())),
      request_id(one.drawn.request_id),
      at(one.at.real),
      arrived(one.arrived),
      elapsed(one.elapsed),
      connection(one.request.connection),
      transport(one.request.transport),
      call(one.call),
      attempt(one.attempt),
      most_attempts(one.said.most),
      is_resent(one.is_resent),
      could_be_read(one.asked.has_value()),
      signature_is_right(one.signature_is_right),
      service(std::move(one.service)),
      rulings(std::move(one.plan.rulings)),
      has_rule(!one.plan.rule.empty()),
      delay(one.plan.delivery.delay),
      is_canned(one.plan.canned.has_value()),
      is_garbage(one.plan.delivery.garbage.has_value()),
      is_damaged(damages(one.plan)),
      wanted_end(mock::wanted_end(one.plan)) {
  if (one.asked) {
    number_of_bytes = one.asked->number_of_bytes;
    has_recipient = one.asked->recipient.has_value();
  }
  if (active && active->looks_at_bodies) body = scenario::match::kind_of(one.request.body);
  if (!is_garbage && !one.plan.gives_no_reply()) status = one.reply.status;
  if (one.plan.answers_outcome() && !one.plan.outcome) {
    error = aws::name_of(one.plan.outcome.error());
  }
  if (one.plan.draws()) {
    payload = std::move(one.plaintext.empty() ? one.drawn.payload : one.plaintext);
  }
}

bool Entry::answers_well() const { return status == 200 && !is_damaged; }

const scenario::Rule* Entry::rule_that_fired() const {
  return has_rule && active ? &active->scenario->rules[rulings.size() - 1] : nullptr;
}

std::size_t Entry::size() const {
  return sizeof(Entry) + texts.size() + payload.capacity() + rulings.capacity();
}

}  // namespace krm::mock
