#include "net/framing.h"

#include <array>
#include <string_view>
#include <utility>

#include "net/message_parser.h"

namespace krm::net {
namespace {

constexpr int most_empty_lines = 8;  // before a request

// What clients say first that speak something else, and what to change.
constexpr std::string_view proxy_protocol =
    "the PROXY protocol, where HTTP is spoken: turn it off in the proxy";
struct OtherSpeech {
  std::string_view beginning;
  std::string_view why;
};
constexpr std::array other_speeches{
    OtherSpeech{"\x16",  // a handshake (RFC 8446, 5.1)
                "TLS, where plain HTTP is spoken: use an http URL, or serve with --tls auto"},
    OtherSpeech{
        "PRI * HTTP/2.0",  // RFC 9113, 3.4
        "HTTP/2, where HTTP/1.1 is spoken: turn HTTP/2 by prior knowledge off in the client"},
    OtherSpeech{"PROXY TCP", proxy_protocol},
    OtherSpeech{"PROXY UNKNOWN", proxy_protocol},
};

int status_for(Fault fault) {
  if (fault == Fault::head_too_large) return 431;
  return fault == Fault::body_too_large ? 413 : 400;
}

}  // namespace

class Framing::Parser final : public MessageParser<true> {
 public:
  // `empty_lines` is how many were skipped before the message.
  Parser(const FramingLimits& limits, int empty_lines)
      : MessageParser(limits), empty_lines_(empty_lines) {}

  std::optional<Refusal> refusal() const {
    if (!wrong()) return {};
    return Refusal{status_for(wrong()->fault), wrong()->why, request_.target};
  }

  // Returns whether "100 Continue" is due. Returns true only once.
  bool take_continue() { return std::exchange(expects_continue_, false) && body_.empty(); }

  http::HttpRequest take_request() {
    request_.headers = std::move(headers_);
    request_.body = std::move(body_);
    return std::move(request_);
  }

 private:
  std::optional<std::string> other_speech(std::string_view bytes) const override {
    for (const OtherSpeech& other : other_speeches) {
      if (bytes.starts_with(other.beginning)) return std::string(other.why);
    }
    // Version 2 of the PROXY protocol begins with two empty lines, NUL, an empty line and QUIT.
    if (empty_lines_ == 2 && bytes.front() == '\0') return std::string(proxy_protocol);
    return {};
  }

  bool is_http_1_0() const override { return request_.version == http::Version::http_1_0; }

  void on_request_impl(boost::beast::http::verb, Text method, Text target, int version,
                       Error&) override {
    request_.method = text(method);
    request_.target = text(target);
    request_.version = version == 10 ? http::Version::http_1_0 : http::Version::http_1_1;
  }

  void take_field(Field field, Text value, Error& error) override {
    if (field == Field::host && ++hosts_ > 1) return reject("two Host headers", error);
    if (field == Field::expect && boost::beast::iequals(value, "100-continue")) {
      expects_continue_ = true;
    }
  }

  void on_header_impl(Error& error) override {
    if (!is_http_1_0() && hosts_ == 0) return reject("no Host header", error);
    if (is_http_1_0()) expects_continue_ = false;  // RFC 9110, 10.1.1
    request_.keep_alive = keep_alive();
  }

  void on_response_impl(int, Text, int, Error&) override {}

  const int empty_lines_;
  http::HttpRequest request_;
  int hosts_ = 0;
  bool expects_continue_ = false;
};

Framing::Framing(const FramingLimits& limits) : limits_(limits) {}

Framing::~Framing() = default;

std::string_view Framing::rest() const { return std::string_view(buffer_).substr(begin_); }

void Framing::feed(std::string_view bytes) {
  buffer_.erase(0, begin_);
  begin_ = 0;
  buffer_.append(bytes);
}

// Skips empty lines before a request, as a server should (RFC 9112, 2.2). More than a few are left
// to the parser, which refuses them.
void Framing::skip_empty_lines() {
  while (skipped_ < most_empty_lines && rest().starts_with("\r\n")) {
    begin_ += 2;
    ++skipped_;
  }
}

Framing::Step Framing::next() {
  if (!parser_) skip_empty_lines();
  const bool half_a_line = rest() == "\r" && skipped_ < most_empty_lines;
  if (!parser_ && (rest().empty() || half_a_line)) {
    if (rest().empty()) {  // the next message may be far away
      buffer_ = {};
      begin_ = 0;
    }
    return NeedMore{};
  }
  if (!parser_) parser_ = std::make_unique<Parser>(limits_, skipped_);
  begin_ += parser_->parse(rest());
  if (const auto& refusal = parser_->refusal()) return *refusal;
  if (parser_->is_done()) {
    Step request = parser_->take_request();
    parser_.reset();
    skipped_ = 0;
    return request;
  }
  if (rest().empty() && parser_->is_header_done() && parser_->take_continue())
    return SendContinue{};
  return NeedMore{};
}

bool Framing::mid_message() const { return parser_ != nullptr; }

}  // namespace krm::net
