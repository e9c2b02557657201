// Makes OpenSSL's streams over texts in memory. OpenSSL's functions for PEM read and write them.
//
// Thread-safety: a stream is for one thread at a time. reading() and writing() throw Broken.
#pragma once

#include <string>
#include <string_view>

#include "crypto/owned.h"

namespace krm::crypto {

// Returns a stream that reads `text`, which must outlive the stream.
Owned<bio_st> reading(std::string_view text);

Owned<bio_st> writing();

// Returns what has been written to the stream.
std::string text_of(bio_st& stream);

// Tells OpenSSL that there is no passphrase, when a key needs one. Otherwise OpenSSL would ask on
// the terminal.
int no_passphrase(char* into, int size, int writes, void* context);

}  // namespace krm::crypto
