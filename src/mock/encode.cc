#include "mock/encode.h"

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "base/base64.h"
#include "http/date.h"

namespace krm::mock {
namespace {

using scenario::CannedReply;
using scenario::HeaderEdit;
using scenario::Plan;
using scenario::Writing;

// Without its padding, or where it has none without its last character.
std::string spoilt(std::string text) {
  if (text.empty()) return text;
  const auto end = text.find('=');
  text.resize(end == std::string::npos ? text.size() - 1 : end);
  return text;
}

// REAL: smithy-rs recording: compact, one key, standard alphabet with padding. The other member is
// absent, not null: aws-nitro-enclaves-sdk-c takes no Plaintext that is not a text.
std::string body_with(std::string_view member, const std::vector<std::uint8_t>& bytes,
                      Writing writing) {
  const std::string beginning = fmt::format(R"({{"{}":)", member);
  switch (writing) {
    case Writing::missing:
      return "{}";
    case Writing::null:
      return beginning + "null}";
    case Writing::wrong_type:
      return beginning + "12345}";
    case Writing::bad_base64:
      return beginning + '"' + spoilt(base::to_base64(bytes)) + R"("})";
    case Writing::broken_json:
      return beginning + '"' + base::to_base64(bytes);
    case Writing::properly:
      break;
  }
  return beginning + '"' + base::to_base64(bytes) + R"("})";
}

http::HttpReply canned_reply(const CannedReply& canned, const aws::Envelope& envelope,
                             const http::HttpRequest& request) {
  const std::string date = http::imf_fixdate(envelope.now);
  const scenario::Filling filling{envelope.request_id, date};
  http::HttpReply reply{canned.status, {}, canned.body.filled(filling)};
  for (const auto& [name, value] : canned.headers) {
    reply.headers.push_back({name, value.filled(filling)});
  }
  if (http::find(reply.headers, "Date") == nullptr) reply.headers.push_back({"Date", date});
  reply.headers.push_back({"Content-Length", std::to_string(reply.body.size())});
  if (request.method == "HEAD") reply.body.clear();
  return reply;
}

http::HttpReply reply_of_outcome(const Plan& plan, const Drawn& drawn,
                                 const aws::Envelope& envelope, const http::HttpRequest& request) {
  if (const kms::Grant* grant = kms::grant_of(plan.outcome)) {
    return aws::enclose(envelope, request, 200, aws::json_1_1,
                        body_with(grant->recipient ? "CiphertextForRecipient" : "Plaintext",
                                  drawn.payload, plan.writing));
  }
  if (kms::is_referral(plan.outcome)) return {};  // a fault sends something else, or nothing
  if (plan.outcome) {
    return aws::enclose(envelope, request, 200, aws::json_1_1,
                        std::get<kms::Done>(*plan.outcome).body);
  }
  const aws::Failure& failure = plan.outcome.error();
  if (const auto* error = std::get_if<aws::Error>(&failure)) {
    auto reply =
        aws::enclose(envelope, request, error->status(), aws::json_1_1, error->body(plan.dialect));
    if (plan.dialect == aws::ErrorDialect::header) {
      reply.headers.push_back({"x-amzn-ErrorType", std::string(error->entry().name)});
    }
    return reply;
  }
  if (const auto* refused = std::get_if<aws::DispatcherReply>(&failure)) {
    const aws::DispatcherEntry& entry = *refused->entry;
    return aws::enclose(envelope, request, entry.status, entry.content_type,
                        std::string(entry.body));
  }
  return aws::preflight(envelope, request);
}

void edit(http::Headers& headers, const HeaderEdit& edit, base::WallTime now) {
  if (const auto* text = std::get_if<std::string>(&edit.edit)) {
    set(headers, edit.name, *text);
  } else if (const auto* shift = std::get_if<HeaderEdit::DateShift>(&edit.edit)) {
    set(headers, edit.name, http::imf_fixdate(now + shift->by));
  } else {
    std::erase_if(
        headers, [&](const http::Header& header) { return http::iequals(header.name, edit.name); });
  }
}

}  // namespace

http::HttpReply reply_of(const Plan& plan, const Drawn& drawn, const aws::Envelope& envelope,
                         const http::HttpRequest& request) {
  http::HttpReply reply = plan.canned ? canned_reply(*plan.canned, envelope, request)
                                      : reply_of_outcome(plan, drawn, envelope, request);
  edit_headers(reply.headers, plan, envelope.now);
  return reply;
}

void edit_headers(http::Headers& headers, const scenario::Plan& plan, base::WallTime now) {
  for (const HeaderEdit& one : plan.head) edit(headers, one, now);
}

void encode(Case& one) {
  if (one.plan.forwards()) return;
  one.request_id = aws::request_id(one.drawn.request_id);
  one.reply = reply_of(one.plan, one.drawn, {one.request_id, one.at.wall}, one.request);
}

}  // namespace krm::mock
