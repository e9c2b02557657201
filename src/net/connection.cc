#include "net/connection.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "http/date.h"
#include "net/delivery.h"

namespace krm::net {
namespace {

using base::Level;
using http::Version;
using Place = LiveConnections::Place;
using SteadyClock = std::chrono::steady_clock;

}  // namespace

std::string Connection::refusal(int status) {
  return http::encode_head(
      {.status = status,
       .headers = {{"Date", http::imf_fixdate(std::chrono::system_clock::now())},
                   {"Connection", "close"},
                   {"Content-Length", "0"}},
       .body = {}});
}

void Connection::serve() {
  for (;;) {
    Framing::Step step = framing_.next();
    if (std::holds_alternative<Framing::NeedMore>(step)) {
      if (!receive()) return;
    } else if (std::holds_alternative<Framing::SendContinue>(step)) {
      constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
      if (wire_.write(go_on) < go_on.size()) return;
    } else if (const auto* refused = std::get_if<Framing::Refusal>(&step)) {
      return refuse(refused->status, refused->why);
    } else if (!answer(std::get<http::HttpRequest>(step))) {
      return;
    }
  }
}

std::chrono::milliseconds Connection::patience() const {
  const auto left = [this](std::chrono::milliseconds limit) {
    return std::chrono::ceil<std::chrono::milliseconds>(began_ + limit - SteadyClock::now());
  };
  if (place_ == Place::reserve) return left(limits_.reserve);
  return framing_.mid_message() ? left(limits_.request) : limits_.idle;
}

bool Connection::receive() {
  const bool fresh = !framing_.mid_message();
  const auto time = patience();
  Wire::Read read{Wire::Read::End::timeout, 0};
  if (time.count() > 0) read = wire_.read(framing_.prepare(), time);
  if (read.end == Wire::Read::End::bytes) {
    framing_.commit(read.size);
    if (fresh && place_ == Place::regular) began_ = SteadyClock::now();
    return true;
  }
  if (read.end == Wire::Read::End::timeout && !fresh) {
    refuse(408, "the request did not arrive whole in time");
  }
  return false;
}

bool Connection::answer(const http::HttpRequest& request) {
  if (const auto bytes = answerers_.admin(request)) return answer_from_admin(request, *bytes);
  if (place_ == Place::reserve) {
    refuse(503, "too many connections");
    return false;
  }
  http::Answer answer = answerers_.kms(request);
  const bool http_1_0 = request.version == Version::http_1_0;
  if (request.keep_alive && http_1_0) answer.reply.headers.push_back({"Connection", "keep-alive"});
  if (!request.keep_alive && !http_1_0) answer.reply.headers.push_back({"Connection", "close"});
  const http::DeliveryReport report = deliver(wire_, answer.reply, answer.delivery);
  if (answer.closed) answer.closed(report);
  if (report.end != http::DeliveryReport::End::complete) return false;
  if (!request.keep_alive) wire_.finish();
  return request.keep_alive;
}

bool Connection::answer_from_admin(const http::HttpRequest& request, const std::string& bytes) {
  if (wire_.write(bytes) < bytes.size()) return false;
  const bool keep = request.keep_alive && place_ == Place::regular;
  if (!keep) wire_.finish();
  return keep;
}

void Connection::refuse(int status, std::string_view why) {
  log_.say(Level::info, "refused a connection with {}: {}", status, why);
  wire_.write(refusal(status));
  wire_.finish();
}

}  // namespace krm::net
