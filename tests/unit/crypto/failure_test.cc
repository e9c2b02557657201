#include "crypto/failure.h"

#include <gtest/gtest.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include <thread>

namespace krm::crypto {
namespace {

TEST(TakeFailure, IsTheFirstInWordsAndForgottenThen) {
  ERR_raise(ERR_LIB_SSL, SSL_R_NO_SHARED_CIPHER);
  ERR_raise(ERR_LIB_SSL, SSL_R_HTTP_REQUEST);
  EXPECT_EQ(take_failure(), "no shared cipher");
  EXPECT_EQ(take_failure(), "");
}

TEST(TakeFailure, HasANumberWhereItHasNoWords) {
  ERR_raise(ERR_LIB_USER, 5);
  EXPECT_EQ(take_failure(), "OpenSSL's error 0x40000005");
}

TEST(TakeFailure, IsOfThisThread) {
  ERR_raise(ERR_LIB_SSL, SSL_R_NO_SHARED_CIPHER);
  std::thread([] { EXPECT_EQ(take_failure(), ""); }).join();
  EXPECT_EQ(take_failure(), "no shared cipher");
}

TEST(Require, ThrowsWhatCannotBeDoneAndWhy) {
  EXPECT_NO_THROW(require(true, "do it"));
  ERR_raise(ERR_LIB_SSL, SSL_R_NO_SHARED_CIPHER);
  try {
    require(false, "do it");
    FAIL() << "it threw nothing";
  } catch (const Broken& broken) {
    EXPECT_STREQ(broken.what(), "OpenSSL cannot do it: no shared cipher");
  }
  EXPECT_EQ(take_failure(), "");
}

}  // namespace
}  // namespace krm::crypto
