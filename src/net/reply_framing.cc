#include "net/reply_framing.h"

#include <fmt/format.h>

#include <utility>

#include "http/hop_by_hop.h"
#include "net/message_parser.h"

namespace krm::net {
namespace {

constexpr char tls_alert = 0x15;      // RFC 8446, 5.1
constexpr char tls_handshake = 0x16;  // the same

// A claim may be false, so no more than this is made ready for it. It takes no memory before its
// bytes come. A body that grew would be there twice for a moment.
constexpr std::uint64_t most_reserved = std::uint64_t{16} << 20;

std::string size_in_words(std::size_t size) {
  constexpr std::size_t kib = 1 << 10;
  constexpr std::size_t mib = kib << 10;
  if (size % mib == 0) return fmt::format("{} MiB", size / mib);
  return size % kib == 0 ? fmt::format("{} KiB", size / kib) : fmt::format("{} bytes", size);
}

}  // namespace

class ReplyFraming::Parser final : public MessageParser<false> {
 public:
  Parser(const FramingLimits& limits, std::size_t head_before, bool to_head)
      : MessageParser(limits, head_before) {
    skip(to_head);
  }

  bool ends_with_connection() const { return is_header_done() && need_eof(); }
  bool is_interim() const { return reply_.status / 100 == 1; }

  http::HttpReply take_reply() {
    reply_.headers = std::move(headers_);
    reply_.body = std::move(body_);
    http::drop_hop_by_hop(reply_.headers);
    if (has_undeclared_length_) {
      reply_.headers.push_back({"Content-Length", std::to_string(reply_.body.size())});
    }
    return std::move(reply_);
  }

 private:
  std::optional<std::string> other_speech(std::string_view) const override { return {}; }

  bool is_http_1_0() const override { return is_http_1_0_; }

  void on_request_impl(boost::beast::http::verb, Text, Text, int, Error&) override {}

  void on_response_impl(int status, Text reason, int version, Error& error) override {
    is_http_1_0_ = version == 10;
    reply_.status = status;
    reply_.reason = text(reason);
    if (status < 100) return reject("a status below 100", error);
    if (status == 101) return reject("101 Switching Protocols, which nobody asked for", error);
  }

  void take_field(Field, Text, Error&) override {}

  void on_header_impl(Error&) override {
    const auto length = content_length();
    const bool has_body = !is_done() && !is_interim();
    has_undeclared_length_ = has_body && !length;
    if (has_body && length) body_.reserve(std::min(*length, most_reserved));
  }

  http::HttpReply reply_;
  bool is_http_1_0_ = false;
  bool has_undeclared_length_ = false;
};

ReplyFraming::ReplyFraming(bool to_head, const FramingLimits& limits)
    : to_head_(to_head), limits_(limits) {}

ReplyFraming::~ReplyFraming() = default;

void ReplyFraming::feed(std::string_view bytes) {
  buffer_.erase(0, begin_);
  begin_ = 0;
  buffer_.append(bytes);
}

ReplyFraming::Refusal ReplyFraming::refusal() const {
  const auto& [fault, why] = *parser_->wrong();
  if (fault == Fault::body_too_large) {
    return {fmt::format("its reply is larger than {}", size_in_words(limits_.body))};
  }
  if (fault == Fault::head_too_large) {
    return {fmt::format("the head of its reply is larger than {}", size_in_words(limits_.head))};
  }
  return {fmt::format("what it sent is no HTTP: {}", why)};
}

ReplyFraming::Step ReplyFraming::next() {
  if (!parser_) {
    // An alert is shorter than what the parser needs to see that it is no status line.
    if (rest().starts_with(tls_alert) || rest().starts_with(tls_handshake)) {
      return Refusal{"what it sent is no HTTP: TLS, where plain HTTP is spoken: use an https URL"};
    }
    parser_ = std::make_unique<Parser>(limits_, 0, to_head_);
  }
  for (;;) {
    begin_ += parser_->parse(rest());
    if (parser_->wrong()) return refusal();
    if (!parser_->is_done()) break;
    if (!parser_->is_interim()) {
      can_go_on_ = parser_->keep_alive() && !ended_;
      return parser_->take_reply();
    }
    // Interim replies are bounded as one head with the last.
    parser_ = std::make_unique<Parser>(limits_, parser_->head_size(), to_head_);
  }
  if (!ended_) return NeedMore{};
  if (parser_->ends_with_connection()) return parser_->take_reply();
  return Refusal{std::string(hung_up)};
}

}  // namespace krm::net
