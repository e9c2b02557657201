// Both ends of TLS for tests: what a server of the test shows, and a client that trusts it.
//
// Thread-safety: all may be called from any thread.
#pragma once

#include <cstdlib>
#include <string>
#include <string_view>

#include "tls/identity.h"
#include "tls/owned.h"

namespace krm::test {

// How the clients of a test's server reach it. One for the whole program: KRM_TEST_TRANSPORT=tls
// runs tests over TLS that say nothing of it.
enum class Transport { plain, tls };
inline Transport transport() {
  static const char* const asked = std::getenv("KRM_TEST_TRANSPORT");
  return asked != nullptr && std::string_view(asked) == "tls" ? Transport::tls : Transport::plain;
}

// An authority of the test's own that is kept nowhere, and what it issued for 127.0.0.1; the same
// for all who ask.
tls::Identity& identity_of_tests();

// The client's side of a session with that server: TLS 1.2 to 1.3, verified, http/1.1. Its records
// of application data are counted in `pieces`, which must outlive the session.
tls::Owned<ssl_st> client_session(unsigned& pieces);

}  // namespace krm::test
