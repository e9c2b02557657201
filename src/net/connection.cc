#include "net/connection.h"

#include <algorithm>
#include <array>
#include <utility>
#include <variant>

#include "http/date.h"
#include "net/delivery.h"
#include "net/tunnel.h"
#include "tls/handshake_advice.h"

namespace krm::net {
namespace {

using base::Level;
using http::Version;
using SteadyClock = std::chrono::steady_clock;

// No attestation document is as small as this, and a request without one is answered in
// microseconds.
constexpr std::size_t quick_body = 2048;
constexpr int rests = 30;                 // times as long as it looked
constexpr unsigned answers_in_turn = 16;  // before others have theirs
constexpr char handshake_record = 0x16;   // RFC 8446, 5.1

}  // namespace

std::string Connection::refusal(int status, std::string_view text, std::string_view type) {
  http::HttpReply reply{.status = status,
                        .headers = {{"Date", http::imf_fixdate(std::chrono::system_clock::now())},
                                    {"Connection", "close"},
                                    {"Content-Length", std::to_string(text.size())}},
                        .body = {}};
  if (!text.empty()) reply.headers.push_back({"Content-Type", std::string(type)});
  return http::encode_head(reply).append(text);
}

Task<bool> Connection::open() {
  if (encryption_.tls == Encryption::Tls::off) co_return true;
  if (!co_await wire_.arrival(deadline())) co_return false;
  const auto first = wire_.peek();
  if (!first) co_return false;
  if (*first == handshake_record) co_return co_await shake_hands();
  if (encryption_.tls != Encryption::Tls::require) co_return true;
  log_.say(Level::info,
           "TLS failed: the client speaks plain HTTP: give it an https URL, or serve without "
           "--tls require");
  co_await wire_.write(refusal(400, "This server speaks HTTPS only (--tls require).\n"));
  co_await wire_.finish();
  co_return false;
}

Task<bool> Connection::shake_hands() {
  const auto until =
      admission_ == Admission::reserve ? deadline() : SteadyClock::now() + limits_.handshake;
  const auto context =
      co_await wire_.loop().aside([this] { return encryption_.identity->context(); });
  auto session = context->new_session();
  const auto secured = co_await wire_.secure(std::move(session), "the client", until);
  if (secured) {
    log_.say(Level::debug, "TLS: {}", wire_.terms());
    if (admission_ == Admission::regular) began_ = SteadyClock::now();
  } else {
    log_.say(Level::info, "TLS failed: {}: {}", secured.error(),
             tls::advice_for(secured.error(), encryption_.identity->whom_to_trust(),
                             encryption_.identity->what_lacks_for(wire_.asked_name())));
    co_await wire_.finish();
  }
  co_return secured.has_value();
}

Task<void> Connection::serve() {
  if (!co_await open()) co_return;
  co_await serve_requests();
  // Some clients look at the name only after the handshake, and then leave.
  if (!has_left_ || wire_.asked_name().empty()) co_return;
  const std::string lacking = encryption_.identity->what_lacks_for(wire_.asked_name());
  if (!lacking.empty()) {
    log_.say(Level::info, "TLS: the client left without a request: {}", lacking);
  }
}

Task<void> Connection::serve_requests() {
  for (;;) {
    Framing::Step step = framing_.next();
    if (std::holds_alternative<Framing::NeedMore>(step)) {
      if (!co_await receive()) co_return;
    } else if (std::holds_alternative<Framing::SendContinue>(step)) {
      const auto written = co_await wire_.write("HTTP/1.1 100 Continue\r\n\r\n");
      if (written.end != Written::End::all) co_return;
    } else if (const auto* refused = std::get_if<Framing::Refusal>(&step)) {
      std::string json;
      if (refused->status == 413 && handlers_.too_large)
        json = handlers_.too_large(refused->target);
      co_return co_await refuse(refused->status, refused->why, json);
    } else {
      auto& request = std::get<http::HttpRequest>(step);
      request.connection = number_;
      if (wire_.is_secured()) request.transport = http::Transport::https;
      if (!co_await take(request)) co_return;
      // A pipeline would keep the loop for itself.
      if (++answered_ % answers_in_turn == 0 && framing_.has_more()) co_await wire_.loop().enter();
    }
  }
}

Loop::Time Connection::deadline() const {
  if (admission_ == Admission::reserve) return began_ + limits_.reserve;
  return began_ + (mid_message() ? limits_.request : limits_.idle);
}

Task<bool> Connection::receive() {
  const bool fresh = !mid_message();
  if (!co_await wire_.arrival(deadline())) {
    if (!fresh) co_await refuse(408, "the request did not arrive whole in time");
    co_return false;
  }
  const Read::End end = take_in();
  if (end == Read::End::closed) {
    has_left_ = !has_spoken_ && !wire_.stopping();
    co_return false;
  }
  has_spoken_ |= end == Read::End::bytes;
  if (fresh && admission_ == Admission::regular) began_ = SteadyClock::now();
  co_return true;
}

// Is no task: these bytes would be part of one for as long as it sleeps.
Read::End Connection::take_in() {
  std::array<char, 8192> bytes;
  const Read read = wire_.read(bytes);
  framing_.feed({bytes.data(), read.size});
  return read.end;
}

Task<bool> Connection::take(const http::HttpRequest& request) {
  const bool is_for_proxy = request.method == "CONNECT" && handlers_.is_proxy;
  return is_for_proxy ? open_tunnel(request) : answer(request);
}

// What comes through the tunnel is for this server again: TLS or plain HTTP, as its first byte
// says.
Task<bool> Connection::open_tunnel(const http::HttpRequest& request) {
  if (admission_ == Admission::reserve) {
    co_await refuse(503, "too many connections");
    co_return false;
  }
  auto refused = co_await wire_.loop().aside(
      [&] { return why_no_tunnel(request, encryption_, is_tunnelled_); });
  if (!refused && framing_.has_more()) {
    refused = NoTunnel{400, "Something came behind CONNECT before it was answered with 200"};
  }
  if (refused) {
    co_await refuse_tunnel(refused->status, refused->why);
    co_return false;
  }
  const auto written = co_await wire_.write("HTTP/1.1 200 Connection established\r\n\r\n");
  if (written.end != Written::End::all) co_return false;
  log_.say(Level::debug, "a tunnel to {} begins", request.target);
  is_tunnelled_ = true;
  has_spoken_ = false;
  began_ = SteadyClock::now();
  co_return co_await open();
}

Task<bool> Connection::answer(const http::HttpRequest& request) {
  http::Answer answer;
  if (auto own = handlers_.admin(request)) {
    if (auto* reply = std::get_if<http::HttpReply>(&*own)) {
      answer.reply = std::move(*reply);
    } else {
      auto found = co_await look_for(std::get<http::Inquiry>(*own));
      if (!found) co_return false;
      answer.reply = std::move(*found);
    }
  } else if (admission_ == Admission::reserve) {
    co_await refuse(503, "too many connections");
    co_return false;
  } else if (request.body.size() <= quick_body) {
    answer = handlers_.kms(request);
  } else {
    answer = co_await wire_.loop().aside([&] { return handlers_.kms(request); });
  }
  co_return co_await send(answer, request);
}

// Returns nothing when the client has left.
Task<std::optional<http::HttpReply>> Connection::look_for(const http::Inquiry& inquiry) {
  using Last = http::Inquiry::Last;
  auto until = SteadyClock::now() + inquiry.time;
  if (admission_ == Admission::reserve) until = std::min(until, deadline());
  for (;;) {
    const auto changed = inquiry.changed ? inquiry.changed() : nullptr;
    Last last = Last::no;
    if (!changed || SteadyClock::now() >= until) last = Last::timeout;
    if (wire_.stopping()) last = Last::stopping;
    const auto began = SteadyClock::now();
    auto reply = co_await wire_.loop().aside([&inquiry, last] { return inquiry.look(last); });
    if (reply || last != Last::no) co_return reply;
    // Many who wait for much must not keep the pool busy: what looks long rests longer.
    const auto rest = std::min(SteadyClock::now() + (SteadyClock::now() - began) * rests, until);
    if (!co_await wire_.change(changed.get(), until)) co_return std::nullopt;
    if (!co_await wire_.change(nullptr, rest)) co_return std::nullopt;
  }
}

Task<bool> Connection::send(http::Answer& answer, const http::HttpRequest& request) {
  const bool keep = request.keep_alive && admission_ == Admission::regular;
  http::DeliveryReport report{http::DeliveryReport::End::failed, 0};
  try {
    report = co_await fetch_and_deliver(answer, request, keep);
  } catch (...) {  // out of memory or descriptors
    if (answer.closed) answer.closed(report);
    throw;
  }
  if (answer.closed) answer.closed(report);
  if (report.end != http::DeliveryReport::End::complete) co_return false;
  if (!keep) co_await wire_.finish();
  if (admission_ == Admission::regular) began_ = SteadyClock::now();
  co_return keep;
}

// Adds a Connection field only where the client must learn it (semantics of HTTP/1.0 and of
// `close`). KMS has not been seen sending one.
Task<http::DeliveryReport> Connection::fetch_and_deliver(http::Answer& answer,
                                                         const http::HttpRequest& request,
                                                         bool keep) {
  using End = http::DeliveryReport::End;
  if (answer.errand) {
    auto fetched = co_await upstreams_.fetch(request, *answer.errand);
    answer.reply = answer.errand->finish(std::move(fetched));
  }
  const bool http_1_0 = request.version == Version::http_1_0;
  if (keep && http_1_0) answer.reply.headers.push_back({"Connection", "keep-alive"});
  if (!keep && !http_1_0) answer.reply.headers.push_back({"Connection", "close"});
  auto report = co_await deliver(wire_, answer.reply, answer.delivery, answer.timing);
  // The end of a server cuts off the clients that it made wait.
  const bool is_cut_off = answer.errand && upstreams_.ended();
  if (is_cut_off && report.end == End::client_left) report.end = End::stopped;
  co_return report;
}

Task<void> Connection::refuse(int status, std::string_view why, std::string_view json) {
  log_.say(Level::info, "refused a connection with {}: {}", status, why);
  const std::string reply = refusal(status, json, "application/json");
  co_await wire_.write(reply);
  co_await wire_.finish();
}

Task<void> Connection::refuse_tunnel(int status, std::string_view why) {
  log_.say(Level::info, "refused a CONNECT with {}: {}", status, why);
  const std::string reply = refusal(status, std::string(why) + "\n");
  co_await wire_.write(reply);
  co_await wire_.finish();
}

}  // namespace krm::net
