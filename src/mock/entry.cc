#include "mock/entry.h"

#include <algorithm>
#include <utility>

#include "aws/envelope.h"
#include "aws/error_in_reply.h"
#include "aws/names.h"
#include "base/hex.h"
#include "base/number.h"
#include "http/date.h"
#include "mock/active_scenario.h"
#include "mock/tenant.h"
#include "sigv4/authenticate.h"

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

std::optional<base::Milliseconds> milliseconds_of(std::string_view number, std::int64_t unit) {
  const auto value = base::number_in<std::int64_t>(number);
  constexpr std::int64_t longest = 1'000'000'000;
  if (!value || *value < 0) return std::nullopt;
  return base::Milliseconds(std::min(*value, longest) * unit);
}

// No reply asks its client to wait unless a fault makes it.
scenario::RetryAfter retry_after(const Case& one) {
  if (one.plan.head.empty() && !one.plan.canned && !one.is_foreign) return {};
  scenario::RetryAfter after;
  if (const auto* amz = http::find(one.reply.headers, "x-amz-retry-after")) {
    after.in_milliseconds = milliseconds_of(amz->value, 1);
  }
  if (const auto* standard = http::find(one.reply.headers, "Retry-After")) {
    after.in_seconds = milliseconds_of(standard->value, 1000);
    if (const auto date = http::read_imf_fixdate(standard->value)) {
      const auto wait = std::chrono::duration_cast<base::Milliseconds>(*date - one.at.real);
      after.in_seconds = std::max(wait, base::Milliseconds(0));
    }
  }
  return after;
}

// Looks at the form only where a contract asks for it.
std::optional<bool> is_signed(const Case& one, const ActiveScenario* active) {
  if (active == nullptr || !active->scenario->expect || !active->scenario->expect->is_signed) {
    return std::nullopt;
  }
  const sigv4::SignatureRules shape{
      .auth = sigv4::Auth::shape, .service = active->signatures.service, .region = {}, .keys = {}};
  return sigv4::authenticate(one.request, one.signature, shape, one.at.wall).has_value();
}

// Only an id in the form of KMS has a place in an entry.
std::optional<std::array<std::uint8_t, 16>> id_in(const http::HttpReply& reply) {
  const std::string_view text = http::value_of(reply.headers, "x-amzn-RequestId");
  std::string digits(text);
  std::erase(digits, '-');
  const auto bytes = base::from_hex(digits);
  std::array<std::uint8_t, 16> id{};
  if (!bytes || bytes->size() != id.size()) return std::nullopt;
  std::ranges::copy(*bytes, id.begin());
  return http::iequals(aws::request_id(id), text) ? std::optional(id) : std::nullopt;
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
      is_signed(mock::is_signed(one, active.get())),
      service(std::move(one.service)),
      rulings(std::move(one.plan.rulings)),
      has_rule(!one.plan.rule.empty()),
      delay(one.plan.delivery.delay),
      is_canned(one.plan.canned.has_value()),
      is_garbage(one.plan.delivery.garbage.has_value()),
      is_damaged(damages(one.plan)),
      is_foreign(one.is_foreign),
      retry_after(mock::retry_after(one)),
      wanted_end(mock::wanted_end(one.plan)) {
  if (one.asked) {
    number_of_bytes = one.asked->number_of_bytes;
    has_recipient = one.asked->recipient.has_value();
  }
  if (active && active->looks_at_bodies) body = scenario::match::kind_of(one.request.body);
  if (one.is_loop) {
    forwarded_to = active->upstream;
    failure = (*this)[why].value_or("");
  }
  if (one.plan.forwards()) {
    forwarded_to = active->upstream;
  } else if (!is_garbage && !one.plan.gives_no_reply()) {
    status = one.reply.status;
  }
  if (one.plan.answers_outcome() && !one.plan.outcome) {
    error = aws::name_of(one.plan.outcome.error());
  }
  if (one.plan.draws()) {
    payload = std::move(one.plaintext.empty() ? one.drawn.payload : one.plaintext);
  }
}

void Entry::take_back(const Case& one, base::Nanoseconds time) {
  took = time;
  status = one.reply.status;
  if (!one.plan.outcome) {
    failure = aws::why_of(one.plan.outcome.error());
    error = aws::name_of(one.plan.outcome.error());
    request_id = one.drawn.request_id;
    return;
  }
  if (const aws::ErrorEntry* named = aws::error_in(one.reply)) error = named->name;
  request_id = id_in(one.reply).value_or(decltype(request_id){});
  retry_after = mock::retry_after(one);
}

bool Entry::answers_well() const { return status == 200 && !is_damaged; }

const scenario::Rule* Entry::rule_that_fired() const {
  return has_rule && active ? &active->scenario->rules[rulings.size() - 1] : nullptr;
}

std::size_t Entry::size() const {
  return sizeof(Entry) + texts.size() + failure.capacity() + payload.capacity() +
         rulings.capacity();
}

}  // namespace krm::mock
