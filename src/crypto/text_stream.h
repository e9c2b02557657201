// OpenSSL's streams over texts in memory, which its functions for PEM read and write.
//
// Thread-safety: a stream is for one thread at a time. Everything throws Broken.
#pragma once

#include <string>
#include <string_view>

#include "crypto/owned.h"

namespace krm::crypto {

// The text must outlive the stream.
Owned<bio_st> reading(std::string_view text);

Owned<bio_st> writing();

// What has been written.
std::string text_of(bio_st& stream);

// For a key that wants a passphrase: there is none. OpenSSL would ask on the terminal.
int no_passphrase(char* into, int size, int writes, void* context);

}  // namespace krm::crypto
