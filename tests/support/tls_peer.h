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

// Loopback's.
tls::ServerNames names_of_tests();

// What a client of the tests insists on.
struct ClientTerms {
  std::string trust_file{};  // with who may vouch for the server; empty: the authority of the tests
  bool verified = true;      // that somebody does, for
  const char* address = "127.0.0.1";
  int newest = 0x0304;  // TLS 1.3, as it travels
};

// The client's side of a session: http/1.1, and any version up to the newest. Its records of
// application data are counted in `pieces`, which must outlive the session.
tls::Ssl client_session(const ClientTerms& terms, unsigned& pieces);

}  // namespace krm::test
