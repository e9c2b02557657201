#include "aws/error_in_reply.h"

#include <algorithm>
#include <string_view>

#include "aws/json_value.h"

namespace krm::aws {
namespace {

constexpr int first_error_status = 400;
constexpr std::size_t longest_error_body = std::size_t{64} << 10;

// "com.amazonaws.kms#NotFoundException:http://internal..." is NotFoundException.
const ErrorEntry* named(std::string_view text) {
  text = text.substr(0, text.find(':'));
  return find_error(text.substr(text.rfind('#') + 1));
}

}  // namespace

const ErrorEntry* error_in(const http::HttpReply& reply) {
  if (reply.status < first_error_status) return nullptr;
  if (const auto* entry = named(http::value_of(reply.headers, "x-amzn-ErrorType"))) return entry;
  if (reply.body.size() > longest_error_body) return nullptr;
  const auto body = parse_json(reply.body);
  if (!body) return nullptr;
  const auto member = std::ranges::find_if(body->members, [](const JsonValue& one) {
    return one.name == "__type" || one.name == "code";
  });
  return member == body->members.end() ? nullptr : named(member->text);
}

}  // namespace krm::aws
