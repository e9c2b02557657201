// Server names as certificates carry them.
#pragma once

#include "crypto/owned.h"
#include "tls/server_names.h"

namespace krm::tls {

// As subjectAltName (RFC 5280, 4.2.1.6).
void set_names(x509_st& certificate, const ServerNames& names);
ServerNames names_of(const x509_st& certificate);

// As nameConstraints (4.2.1.10): those names, what lies below them, the loopback network, and
// nothing else. REQUIRES: at least one host.
void set_permitted(x509_st& authority, const ServerNames& names);
// Without the loopback network.
ServerNames permitted_by(const x509_st& authority);

// Whether all names of `certificate` are among those that `authority` may vouch for.
bool permits(const x509_st& authority, x509_st& certificate);

}  // namespace krm::tls
