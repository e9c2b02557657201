// Makes both ends of TLS for tests: the identity of a test's server, and a client that trusts it.
//
// Thread-safety: any thread may call the functions.
#pragma once

#include <cstdlib>
#include <string>
#include <string_view>

#include "tls/identity.h"
#include "tls/owned.h"

namespace krm::test {

// Says how clients reach a test's server. The whole program uses one transport. With
// KRM_TEST_TRANSPORT=tls, tests that do not choose a transport run over TLS.
enum class Transport { plain, tls };
inline Transport transport() {
  static const char* const asked = std::getenv("KRM_TEST_TRANSPORT");
  return asked != nullptr && std::string_view(asked) == "tls" ? Transport::tls : Transport::plain;
}

// Returns an identity for names_of_tests(). Its authority exists only while this program runs. All
// who ask get the same one.
tls::Identity& identity_of_tests();

// Returns localhost and 127.0.0.1.
tls::ServerNames names_of_tests();

// Says what a client of the tests insists on.
struct ClientTerms {
  std::string trust_file{};  // the authorities it trusts; empty: the authority of the tests
  bool verified = true;      // whether one of them must vouch for the server
  const char* address = "127.0.0.1";
  const char* asked_name = nullptr;  // by SNI; null: none
  int newest = 0x0304;               // TLS 1.3, as its number is on the wire
};

// Makes the client's side of a session, for http/1.1 and any version up to the newest. It counts
// the records of application data that arrive in `pieces`, which must outlive the session.
tls::Ssl client_session(const ClientTerms& terms, unsigned& pieces);

}  // namespace krm::test
