#include "traffic/message.h"

#include <charconv>
#include <stdexcept>

namespace krm::bench {

std::optional<std::size_t> size_of_message(std::string_view bytes) {
  constexpr std::string_view end_of_head = "\r\n\r\n";
  constexpr std::string_view field = "\r\nContent-Length: ";
  const auto end = bytes.find(end_of_head);
  if (end == std::string_view::npos) return {};
  const auto at = bytes.substr(0, end).find(field);
  if (at == std::string_view::npos) throw std::runtime_error("a message without Content-Length");
  std::size_t body = 0;
  std::from_chars(bytes.data() + at + field.size(), bytes.data() + end, body);
  return end + end_of_head.size() + body;
}

}  // namespace krm::bench
