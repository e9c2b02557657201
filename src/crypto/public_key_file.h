// Public keys as files hold them.
//
// Thread-safety: functions of their arguments. They throw Broken.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "base/bytes.h"

namespace krm::crypto {

// What the first "PUBLIC KEY" in PEM (RFC 7468, 13) holds, and where the file has nothing in PEM,
// all of it, as DER; neither is judged. Fails where only something else is in PEM, and for a
// private key above all, as it is to go to others; with what it is, as the end of a sentence that
// begins with the file. Never asks anybody for a passphrase.
tl::expected<base::Bytes, std::string> read_public_key_file(std::string_view content);

}  // namespace krm::crypto
