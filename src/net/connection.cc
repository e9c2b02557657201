#include "net/connection.h"

#include <utility>
#include <variant>

#include "http/date.h"
#include "net/delivery.h"
#include "tls/handshake_advice.h"

namespace krm::net {
namespace {

using base::Level;
using http::Version;
using SteadyClock = std::chrono::steady_clock;

constexpr char handshake_record = 0x16;  // RFC 8446, 5.1

}  // namespace

std::string Connection::refusal(int status, std::string_view text) {
  http::HttpReply reply{.status = status,
                        .headers = {{"Date", http::imf_fixdate(std::chrono::system_clock::now())},
                                    {"Connection", "close"},
                                    {"Content-Length", std::to_string(text.size())}},
                        .body = {}};
  if (!text.empty()) reply.headers.push_back({"Content-Type", "text/plain"});
  return http::encode_head(reply).append(text);
}

bool Connection::open() {
  if (encryption_.tls == Encryption::Tls::off) return true;
  const auto first = wire_.first_byte(patience());
  if (!first) return false;
  if (*first == handshake_record) return shake_hands();
  if (encryption_.tls != Encryption::Tls::require) return true;
  log_.say(Level::info,
           "TLS failed: the client speaks plain HTTP: give it an https URL, or serve without "
           "--tls require");
  wire_.write(refusal(400, "This server speaks HTTPS only (--tls require).\n"));
  wire_.finish();
  return false;
}

bool Connection::shake_hands() {
  const auto time = admission_ == Admission::reserve ? patience() : limits_.handshake;
  const auto secured = wire_.secure(*encryption_.identity->context(), time);
  if (secured) {
    log_.say(Level::debug, "TLS: {}", wire_.terms());
    if (admission_ == Admission::regular) began_ = SteadyClock::now();
  } else {
    log_.say(Level::info, "TLS failed: {}: {}", secured.error(),
             tls::advice_for(secured.error(), encryption_.identity->whom_to_trust(),
                             encryption_.identity->what_lacks_for(wire_.asked_name())));
    wire_.finish();
  }
  return secured.has_value();
}

void Connection::serve() {
  if (!open()) return;
  serve_requests();
  // Some clients look at the name only after the handshake, and then leave.
  if (!has_left_ || wire_.asked_name().empty()) return;
  const std::string lacking = encryption_.identity->what_lacks_for(wire_.asked_name());
  if (!lacking.empty()) {
    log_.say(Level::info, "TLS: the client left without a request: {}", lacking);
  }
}

void Connection::serve_requests() {
  for (;;) {
    Framing::Step step = framing_.next();
    if (std::holds_alternative<Framing::NeedMore>(step)) {
      if (!receive()) return;
    } else if (std::holds_alternative<Framing::SendContinue>(step)) {
      const auto written = wire_.write("HTTP/1.1 100 Continue\r\n\r\n");
      if (written.end != Written::End::all) return;
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
  if (admission_ == Admission::reserve) return left(limits_.reserve);
  return mid_message() ? left(limits_.request) : limits_.idle;
}

bool Connection::receive() {
  const bool fresh = !mid_message();
  const auto time = patience();
  Read read{Read::End::timeout, 0};
  if (time.count() > 0) read = wire_.read(framing_.prepare(), time);
  if (read.end == Read::End::bytes || read.end == Read::End::part) {
    if (read.end == Read::End::bytes) {
      framing_.commit(read.size);
      has_spoken_ = true;
    }
    in_record_ = read.end == Read::End::part;
    if (fresh && admission_ == Admission::regular) began_ = SteadyClock::now();
    return true;
  }
  has_left_ = read.end == Read::End::closed && !has_spoken_ && !wire_.stopping();
  if (read.end == Read::End::timeout && !fresh) {
    refuse(408, "the request did not arrive whole in time");
  }
  return false;
}

bool Connection::answer(const http::HttpRequest& request) {
  if (auto reply = handlers_.admin(request)) return send({std::move(*reply), {}, {}}, request);
  if (admission_ == Admission::reserve) {
    refuse(503, "too many connections");
    return false;
  }
  return send(handlers_.kms(request), request);
}

// Adds a Connection field only where the client must learn it (semantics of HTTP/1.0 and of
// `close`). KMS has not been seen sending one.
bool Connection::send(http::Answer answer, const http::HttpRequest& request) {
  const bool http_1_0 = request.version == Version::http_1_0;
  const bool keep = request.keep_alive && admission_ == Admission::regular;
  if (keep && http_1_0) answer.reply.headers.push_back({"Connection", "keep-alive"});
  if (!keep && !http_1_0) answer.reply.headers.push_back({"Connection", "close"});
  http::DeliveryReport report{http::DeliveryReport::End::failed, 0};
  try {
    report = deliver(wire_, answer.reply, answer.delivery, answer.timing);
  } catch (...) {  // out of memory or descriptors
    if (answer.closed) answer.closed(report);
    throw;
  }
  if (answer.closed) answer.closed(report);
  if (report.end != http::DeliveryReport::End::complete) return false;
  if (!keep) wire_.finish();
  if (admission_ == Admission::regular) began_ = SteadyClock::now();
  return keep;
}

void Connection::refuse(int status, std::string_view why) {
  log_.say(Level::info, "refused a connection with {}: {}", status, why);
  wire_.write(refusal(status));
  wire_.finish();
}

}  // namespace krm::net
