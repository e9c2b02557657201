// Writes and reads standard base64 with padding (RFC 4648, 4).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"

namespace krm::base {

std::string to_base64(ByteView bytes);

// Returns the bytes that `text` stands for. Returns nullopt when `text` is not exactly what
// to_base64 writes.
std::optional<Bytes> from_base64(std::string_view text);

}  // namespace krm::base
