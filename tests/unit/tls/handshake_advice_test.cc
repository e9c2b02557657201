#include "tls/handshake_advice.h"

#include <gtest/gtest.h>

namespace krm::tls {
namespace {

TEST(HandshakeAdvice, FollowsTheReason) {
  const std::string trust =
      "the client refuses the certificate; let it trust /t/ca.pem, and ask for a name that the "
      "certificate is for (not all take addresses: docs/https.md)";
  for (const char* failure : {"tlsv1 alert unknown ca", "ssl/tls alert bad certificate",
                              "sslv3 alert certificate unknown", "alert unsupported certificate"}) {
    EXPECT_EQ(advice_for(failure, "/t/ca.pem"), trust) << failure;
  }
  const std::string offer =
      "the client must offer TLS 1.2 or 1.3, with ECDHE, and AES-GCM or ChaCha20";
  EXPECT_EQ(advice_for("no shared cipher", "x"), offer);
  EXPECT_EQ(advice_for("unsupported protocol", "x"), offer);
  EXPECT_EQ(advice_for("no application protocol", "x"), "the client must offer http/1.1");
}

TEST(HandshakeAdvice, OfAReasonThatSaysLittleNamesTheUsualOne) {
  for (const char* failure :
       {"the client hung up in the middle of the handshake", "close notify", "decode error", ""}) {
    EXPECT_EQ(advice_for(failure, "/t/ca.pem"),
              "most clients that do this do not trust the certificate; let it trust /t/ca.pem");
  }
}

TEST(HandshakeAdvice, NamesANameThatIsLackingWhereThatMayBeTheCause) {
  const std::string lacking = "the client asked for a";
  for (const char* failure : {"alert bad certificate", "alert certificate unknown", "close notify",
                              "the client hung up in the middle of the handshake"}) {
    EXPECT_EQ(advice_for(failure, "x", lacking), lacking) << failure;
  }
  EXPECT_EQ(advice_for("no application protocol", "x", lacking), "the client must offer http/1.1");
  EXPECT_EQ(advice_for("tlsv1 alert unknown ca", "x", lacking),
            advice_for("tlsv1 alert unknown ca", "x"));
}

TEST(HandshakeAdvice, OfAServerAsAClientNamesTheFlagOrTheMistake) {
  for (const char* failure :
       {"unable to get local issuer certificate", "self-signed certificate",
        "self-signed certificate in certificate chain", "unable to verify the first certificate"}) {
    EXPECT_EQ(advice_for_own(failure, "h"), " (--upstream-ca names a CA)") << failure;
  }
  EXPECT_EQ(advice_for_own("hostname mismatch", "h"), " (its certificate is not for h)");
  EXPECT_EQ(advice_for_own("IP address mismatch", "::1"), " (its certificate is not for ::1)");
  EXPECT_EQ(advice_for_own("wrong version number", "h"),
            " (does it speak plain HTTP? use an http URL)");
  EXPECT_EQ(advice_for_own("certificate has expired", "h"), "");
}

}  // namespace
}  // namespace krm::tls
