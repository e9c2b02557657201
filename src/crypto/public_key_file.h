// Reads public keys from the content of files.
//
// Thread-safety: any thread may call it. It throws Broken.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "base/bytes.h"

namespace krm::crypto {

// Returns the content of the first "PUBLIC KEY" in PEM (RFC 7468, 13). If the file has nothing in
// PEM, returns all of it, as DER. Judges neither.
//
// Fails when only something else is in PEM. Above all it fails for a private key, since the result
// goes to others. The failure says what the content is, as the end of a sentence that begins with
// the file. Never asks for a passphrase.
tl::expected<base::Bytes, std::string> read_public_key_file(std::string_view content);

}  // namespace krm::crypto
