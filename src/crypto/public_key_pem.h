// Public keys in PEM (RFC 7468, 13).
//
// Thread-safety: functions of their arguments. They throw Broken.
#pragma once

#include <optional>
#include <string_view>

#include "base/bytes.h"

namespace krm::crypto {

// The bytes of the first "PUBLIC KEY" in the text, whatever they are; nothing when there is none
// that is whole.
std::optional<base::Bytes> read_public_key_pem(std::string_view text);

}  // namespace krm::crypto
