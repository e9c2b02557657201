#include "net/framing.h"

#include <algorithm>
#include <array>
#include <boost/beast/http/basic_parser.hpp>
#include <string_view>
#include <utility>

namespace krm::net {
namespace {

namespace beast = boost::beast;

constexpr int most_empty_lines = 8;  // before a request

// No chunked message ends with less than "0\r\n\r\n". Beast asserts the same in its last chunk.
constexpr std::size_t shortest_last_chunk = 5;

std::string text(beast::string_view from) { return {from.data(), from.size()}; }

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t') || byte == 0x7f;
}

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

// Returns whether the head has a folded field. Beast joins the lines of one, so only the bytes of
// the head still show it.
bool has_fold(std::string_view head) {
  for (auto at = head.find("\r\n"); at + 2 < head.size(); at = head.find("\r\n", at + 2)) {
    if (at == std::string_view::npos) return false;
    if (head[at + 2] == ' ' || head[at + 2] == '\t') return true;
  }
  return false;
}

}  // namespace

// Parses one message. It takes fields until the head is complete. Later fields are trailers, and a
// trailer must not pass for a header.
class Framing::Parser final : public beast::http::basic_parser<true> {
 public:
  // `empty_lines` is how many were skipped before the message.
  Parser(const FramingLimits& limits, int empty_lines)
      : limits_(limits), empty_lines_(empty_lines) {
    header_limit(static_cast<std::uint32_t>(limits.head));
    body_limit(limits.body);
  }

  // Parses from the front of `bytes`. Returns how many of them it used.
  std::size_t parse(std::string_view bytes) {
    std::size_t used = 0;
    while (used < bytes.size() && !is_done()) {
      const std::string_view rest = bytes.substr(used);
      if (between_chunks() && rest.size() < shortest_last_chunk) break;
      const bool in_head = !is_header_done();
      const bool in_chunks = !in_head && chunked();
      const bool at_chunk = between_chunks();
      beast::error_code error;
      const std::size_t taken = put({rest.data(), rest.size()}, error);
      used += taken;
      if (in_head) head_ += taken;
      if (in_chunks) chunked_wire_ += taken;
      if ((in_head || at_chunk) && has_fold(rest.substr(0, taken))) {
        refuse(400, "a folded header field");
      }
      if (error && error != beast::http::error::need_more) refuse_for(error, rest);
      if (refusal_ || error) break;
    }
    check_sizes(bytes.size() - used);
    return used;
  }

  const std::optional<Refusal>& refusal() const { return refusal_; }

  // Returns whether "100 Continue" is due. Returns true only once.
  bool take_continue() { return std::exchange(expects_continue_, false) && request_.body.empty(); }

  http::HttpRequest take_request() { return std::move(request_); }

 private:
  using Field = beast::http::field;

  bool between_chunks() const {
    return is_header_done() && !is_done() && chunked() && chunk_left_ == 0;
  }

  void refuse(int status, std::string why) {
    if (!refusal_) refusal_ = Refusal{status, std::move(why), request_.target};
  }

  void refuse_for(const beast::error_code& error, std::string_view bytes) {
    for (const OtherSpeech& other : other_speeches) {
      if (head_ == 0 && bytes.starts_with(other.beginning)) {
        return refuse(400, std::string(other.why));
      }
    }
    // Version 2 of the PROXY protocol begins with two empty lines, NUL, an empty line and QUIT.
    if (head_ == 0 && empty_lines_ == 2 && bytes.front() == '\0') {
      return refuse(400, std::string(proxy_protocol));
    }
    if (error == beast::http::error::header_limit) return refuse(431, "the head is too large");
    if (error == beast::http::error::body_limit) return refuse(413, "the body is too large");
    refuse(400, error.message());
  }

  // Checks the limits on size. Beast's own limit counts only what Beast has not used yet.
  void check_sizes(std::size_t pending) {
    if (is_done()) pending = 0;  // what is left belongs to the next message
    const bool in_head = !is_header_done();
    if (head_ + (in_head ? pending : 0) > limits_.head) refuse(431, "the head is too large");
    if (!in_head && pending > limits_.head)
      refuse(431, "a chunk's extensions or the trailers are too large");
    if (chunked_wire_ > limits_.chunked_wire) refuse(413, "the chunked body is too large");
  }

  // Ends the parsing and keeps the reason in refusal_.
  void reject(std::string why, beast::error_code& error) {
    refuse(400, std::move(why));
    error = beast::http::error::bad_value;
  }

  void on_request_impl(beast::http::verb, beast::string_view method, beast::string_view target,
                       int version, beast::error_code&) override {
    request_.method = text(method);
    request_.target = text(target);
    request_.version = version == 10 ? http::Version::http_1_0 : http::Version::http_1_1;
  }

  void on_field_impl(Field field, beast::string_view name, beast::string_view value,
                     beast::error_code& error) override {
    if (is_header_done()) return;
    if (field == Field::host && ++hosts_ > 1) return reject("two Host headers", error);
    if (field == Field::transfer_encoding) {
      if (request_.version == http::Version::http_1_0) {
        return reject("Transfer-Encoding in HTTP/1.0", error);
      }
      if (!beast::iequals(value, "chunked")) {
        return reject("a Transfer-Encoding other than chunked", error);
      }
    }
    if (field == Field::expect && beast::iequals(value, "100-continue")) expects_continue_ = true;
    if (request_.headers.empty()) request_.headers.reserve(16);
    request_.headers.push_back({text(name), text(value)});
  }

  void on_header_impl(beast::error_code& error) override {
    const bool http_1_1 = request_.version == http::Version::http_1_1;
    if (http_1_1 && hosts_ == 0) return reject("no Host header", error);
    if (!http_1_1) expects_continue_ = false;  // RFC 9110, 10.1.1
    request_.keep_alive = keep_alive();
  }

  void on_response_impl(int, beast::string_view, int, beast::error_code&) override {}

  void on_body_init_impl(const boost::optional<std::uint64_t>&, beast::error_code&) override {}

  std::size_t on_body_impl(beast::string_view piece, beast::error_code&) override {
    request_.body.append(piece.data(), piece.size());
    return piece.size();
  }

  void on_chunk_header_impl(std::uint64_t size, beast::string_view extensions,
                            beast::error_code& error) override {
    // Beast takes anything inside quotes. To other parsers a line feed there ends the line.
    if (std::ranges::any_of(extensions, is_control)) {
      return reject("a control character in a chunk extension", error);
    }
    chunk_left_ = size;
  }

  std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view piece,
                                 beast::error_code&) override {
    request_.body.append(piece.data(), piece.size());
    chunk_left_ -= piece.size();
    return piece.size();
  }

  void on_finish_impl(beast::error_code&) override {}

  const FramingLimits& limits_;
  const int empty_lines_;
  http::HttpRequest request_;
  std::optional<Refusal> refusal_;
  std::size_t head_ = 0;
  std::size_t chunked_wire_ = 0;
  std::uint64_t chunk_left_ = 0;
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
