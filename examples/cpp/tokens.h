// Session tokens from the random bytes of AWS KMS, asked with libcurl's signatures.
#pragma once

#include <chrono>
#include <stdexcept>
#include <string>

struct KmsError : std::runtime_error {
  using std::runtime_error::runtime_error;  // its text is the name of the error
};

struct Kms {
  std::string url = "https://kms.us-east-1.amazonaws.com";
  std::string region = "us-east-1";
  std::string access_key_id;
  std::string secret_access_key;
  std::string session_token;
  std::string key_store;                // where the bytes come from; empty: KMS itself
  std::chrono::milliseconds pause{50};  // before the second attempt, then twice as long
};

struct Token {
  std::string text;               // 32 random bytes in base64
  bool is_from_key_store = true;  // false: the key store was not connected, so KMS made it
};

// Makes a token. Tries three times where KMS is busy. Throws KmsError.
Token make_token(const Kms& kms);
