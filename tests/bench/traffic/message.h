// Where an HTTP message ends in a stream of bytes.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace krm::bench {

// Returns the size of the request or reply that `bytes` begins with, head and body; nullopt while
// its head is not whole. Throws std::runtime_error on a message without a Content-Length.
std::optional<std::size_t> size_of_message(std::string_view bytes);

}  // namespace krm::bench
