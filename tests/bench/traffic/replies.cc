#include "traffic/replies.h"

#include <charconv>
#include <optional>
#include <stdexcept>

namespace krm::bench {
namespace {

// Head and body of the reply that `bytes` begins with; nothing while the head is not whole.
std::optional<std::size_t> size_of_reply(std::string_view bytes) {
  constexpr std::string_view end_of_head = "\r\n\r\n";
  constexpr std::string_view field = "\r\nContent-Length: ";
  const auto end = bytes.find(end_of_head);
  if (end == std::string_view::npos) return {};
  const auto at = bytes.substr(0, end).find(field);
  if (at == std::string_view::npos) throw std::runtime_error("a reply without Content-Length");
  std::size_t body = 0;
  std::from_chars(bytes.data() + at + field.size(), bytes.data() + end, body);
  return end + end_of_head.size() + body;
}

}  // namespace

std::size_t Replies::feed(std::string_view bytes) {
  pending_ += bytes;
  const std::size_t before = whole_;
  for (;;) {
    const auto size = size_of_reply(pending_);
    if (!size || *size > pending_.size()) return whole_ - before;
    if (!pending_.starts_with("HTTP/1.1 200 ")) ++other_than_200_;
    ++whole_;
    size_of_last_ = *size;
    pending_.erase(0, *size);
  }
}

}  // namespace krm::bench
