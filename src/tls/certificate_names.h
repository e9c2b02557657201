// Reads and writes server names in certificates.
//
// Thread-safety: any thread may call the functions. A certificate that changes needs a lock.
#pragma once

#include "crypto/owned.h"
#include "tls/server_names.h"

namespace krm::tls {

// Writes and reads the names as subjectAltName (RFC 5280, 4.2.1.6).
void set_names(x509_st& certificate, const ServerNames& names);
ServerNames names_of(const x509_st& certificate);

// Writes nameConstraints (RFC 5280, 4.2.1.10). Permits `names`, what lies below them and the
// loopback network, and nothing else. REQUIRES: `names` has at least one host.
void set_permitted(x509_st& authority, const ServerNames& names);
// Returns the names that are permitted, without the loopback network.
ServerNames permitted_by(const x509_st& authority);

// Returns whether `authority` may vouch for all names of `certificate`. Returns false when it has
// no nameConstraints.
bool permits(const x509_st& authority, x509_st& certificate);

}  // namespace krm::tls
