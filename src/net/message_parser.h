// Parses one HTTP/1.x message on Boost.Beast's parser, which is strict where a message could be
// read as two. In addition it refuses folded fields, a second Content-Length, any Transfer-Encoding
// but exactly `chunked`, and any Transfer-Encoding in HTTP/1.0. Framing and ReplyFraming say what
// the messages are.
//
// Only their .cc files include it, since Beast is large.
//
// Thread-safety: none. It belongs to one message.
#pragma once

#include <algorithm>
#include <boost/beast/http/basic_parser.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "http/header.h"
#include "net/framing_limits.h"

namespace krm::net {

enum class Fault { nonsense, head_too_large, body_too_large };

// Keeps the fields up to the end of the head. Later fields are trailers, and a trailer must not
// pass for a header.
template <bool is_request>
class MessageParser : public boost::beast::http::basic_parser<is_request> {
 public:
  struct Wrong {
    Fault fault;
    std::string why;
  };

  // `head_before` is what counts as part of the head and was parsed before. `limits` must outlive
  // the parser.
  explicit MessageParser(const FramingLimits& limits, std::size_t head_before = 0)
      : limits_(limits), head_(head_before), head_before_(head_before) {
    this->header_limit(static_cast<std::uint32_t>(limits.head));
    this->body_limit(limits.body);
  }

  // Parses from the front of `bytes`. Returns how many of them it used.
  std::size_t parse(std::string_view bytes) {
    std::size_t used = 0;
    while (used < bytes.size() && !this->is_done()) {
      const std::string_view rest = bytes.substr(used);
      if (between_chunks() && rest.size() < shortest_last_chunk) break;
      const bool in_head = !this->is_header_done();
      const bool in_chunks = !in_head && this->chunked();
      const bool at_chunk = between_chunks();
      Error error;
      const std::size_t taken = this->put({rest.data(), rest.size()}, error);
      used += taken;
      if (in_head) head_ += taken;
      if (in_chunks) chunked_wire_ += taken;
      if ((in_head || at_chunk) && has_fold(rest.substr(0, taken))) {
        refuse(Fault::nonsense, "a folded header field");
      }
      if (at_chunk) check_lines_of_chunk(taken);
      if (error && error != boost::beast::http::error::need_more) refuse_for(error, rest);
      if (wrong_ || error) break;
    }
    check_sizes(bytes.size() - used);
    return used;
  }

  const std::optional<Wrong>& wrong() const { return wrong_; }
  std::size_t head_size() const { return head_; }

 protected:
  using Error = boost::beast::error_code;
  using Field = boost::beast::http::field;
  using Text = boost::beast::string_view;

  static std::string text(Text from) { return {from.data(), from.size()}; }

  void refuse(Fault fault, std::string why) {
    if (!wrong_) wrong_ = Wrong{fault, std::move(why)};
  }
  // Ends the parsing as well.
  void reject(std::string why, Error& error) {
    refuse(Fault::nonsense, std::move(why));
    error = boost::beast::http::error::bad_value;
  }

  // Returns what the first bytes of the message say that is not HTTP, or nothing.
  virtual std::optional<std::string> other_speech(std::string_view bytes) const = 0;
  virtual bool is_http_1_0() const = 0;
  // Is called for each field of the head, before it is kept.
  virtual void take_field(Field field, Text value, Error& error) = 0;

  http::Headers headers_;
  std::string body_;

 private:
  // No chunked message ends with less than "0\r\n\r\n". Beast asserts the same in its last chunk.
  static constexpr std::size_t shortest_last_chunk = 5;

  static bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t') || byte == 0x7f;
  }

  // Returns whether the head has a folded field. Beast joins the lines of one, so only the bytes of
  // the head still show it.
  static bool has_fold(std::string_view head) {
    for (auto at = head.find("\r\n"); at + 2 < head.size(); at = head.find("\r\n", at + 2)) {
      if (at == std::string_view::npos) return false;
      if (head[at + 2] == ' ' || head[at + 2] == '\t') return true;
    }
    return false;
  }

  static bool is_number(Text value) {
    return std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; });
  }

  bool between_chunks() const {
    return this->is_header_done() && !this->is_done() && this->chunked() && chunk_left_ == 0;
  }

  void refuse_for(const Error& error, std::string_view bytes) {
    using Http = boost::beast::http::error;
    if (head_ == head_before_) {
      if (auto other = other_speech(bytes)) return refuse(Fault::nonsense, std::move(*other));
    }
    if (error == Http::header_limit) return refuse(Fault::head_too_large, "the head is too large");
    if (error == Http::body_limit) return refuse(Fault::body_too_large, "the body is too large");
    refuse(Fault::nonsense, error.message());
  }

  void check_lines_of_chunk(std::size_t size) {
    if (size <= limits_.head) return;
    refuse(Fault::head_too_large, "a chunk's extensions or the trailers are too large");
  }

  // Checks the limits on size. Beast's own limit counts only what Beast has not used yet.
  void check_sizes(std::size_t pending) {
    if (this->is_done()) pending = 0;  // what is left belongs to the next message
    const bool in_head = !this->is_header_done();
    if (head_ + (in_head ? pending : 0) > limits_.head) {
      refuse(Fault::head_too_large, "the head is too large");
    }
    if (!in_head) check_lines_of_chunk(pending);
    if (chunked_wire_ > limits_.chunked_wire) {
      refuse(Fault::body_too_large, "the chunked body is too large");
    }
  }

  void on_field_impl(Field field, Text name, Text value, Error& error) override {
    if (this->is_header_done()) return;
    if (field == Field::transfer_encoding) {
      if (is_http_1_0()) return reject("Transfer-Encoding in HTTP/1.0", error);
      if (!boost::beast::iequals(value, "chunked")) {
        return reject("a Transfer-Encoding other than chunked", error);
      }
    }
    // Beast takes two that agree. Others down the line may not.
    if (field == Field::content_length && (has_length_ || !is_number(value))) {
      return reject("a second Content-Length", error);
    }
    has_length_ |= field == Field::content_length;
    take_field(field, value, error);
    if (error) return;
    if (headers_.empty()) headers_.reserve(16);
    headers_.push_back({text(name), text(value)});
  }

  void on_body_init_impl(const boost::optional<std::uint64_t>&, Error&) override {}

  std::size_t on_body_impl(Text piece, Error&) override {
    body_.append(piece.data(), piece.size());
    return piece.size();
  }

  void on_chunk_header_impl(std::uint64_t size, Text extensions, Error& error) override {
    // Beast takes anything inside quotes. To other parsers a line feed there ends the line.
    if (std::ranges::any_of(extensions, is_control)) {
      return reject("a control character in a chunk extension", error);
    }
    chunk_left_ = size;
  }

  std::size_t on_chunk_body_impl(std::uint64_t, Text piece, Error&) override {
    body_.append(piece.data(), piece.size());
    chunk_left_ -= piece.size();
    return piece.size();
  }

  void on_finish_impl(Error&) override {}

  const FramingLimits& limits_;
  std::optional<Wrong> wrong_;
  std::size_t head_;
  const std::size_t head_before_;
  std::size_t chunked_wire_ = 0;
  std::uint64_t chunk_left_ = 0;
  bool has_length_ = false;
};

}  // namespace krm::net
