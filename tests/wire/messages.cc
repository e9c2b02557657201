#include "tests/wire/messages.h"

#include <fmt/format.h>

#include <regex>

namespace krm::test {

std::string generate_random_bytes(std::string_view body, std::string_view more) {
  return fmt::format(
      "POST / HTTP/1.1\r\n"
      "Host: 127.0.0.1\r\n"
      "{}{}{}"
      "Content-Length: {}\r\n"
      "\r\n"
      "{}",
      target_header, type_header, more, body.size(), body);
}

std::string kms_reply(std::string_view status, std::string_view body, std::string_view connection) {
  return fmt::format(
      "HTTP/1.1 {}\r\n"
      "x-amzn-RequestId: 00010203-0405-4607-8809-0a0b0c0d0e0f\r\n"
      "Cache-Control: no-cache, no-store, must-revalidate, private\r\n"
      "Expires: 0\r\n"
      "Pragma: no-cache\r\n"
      "Date: Tue, 24 Nov 2026 07:15:00 GMT\r\n"
      "Content-Type: application/x-amz-json-1.1\r\n"
      "Content-Length: {}\r\n"
      "{}\r\n"
      "{}",
      status, body.size(), connection, body);
}

std::string refusal(std::string_view status) {
  return fmt::format(
      "HTTP/1.1 {}\r\nDate: <date>\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", status);
}

std::string without_dates(std::string reply) {
  static const std::regex date(
      "\r\nDate: (Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d "
      "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \\d{4} \\d\\d:\\d\\d:\\d\\d GMT\r\n");
  return std::regex_replace(reply, date, "\r\nDate: <date>\r\n");
}

std::string without_dates_and_ids(std::string reply) {
  static const std::regex id(
      "\r\nx-amzn-RequestId: [0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
      "\r\n");
  return without_dates(std::regex_replace(reply, id, "\r\nx-amzn-RequestId: <id>\r\n"));
}

std::string some_kms_reply(std::string_view status, std::string_view body, std::string_view more) {
  return without_dates_and_ids(kms_reply(status, body, more));
}

}  // namespace krm::test
