// The access keys that a strict server knows.
//
// Thread-safety: all members may be called from any thread.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "sigv4/signing_key.h"

namespace krm::sigv4 {

class AccessKey {
 public:
  struct Terms {
    std::string secret_access_key;
    std::optional<std::string> session_token;  // has to come with the request
    bool expired = false;
  };

  explicit AccessKey(Terms terms) : terms_(std::move(terms)) {}

  const std::string& secret_access_key() const { return terms_.secret_access_key; }
  const std::optional<std::string>& session_token() const { return terms_.session_token; }
  bool expired() const { return terms_.expired; }

  // The key for that scope. Deriving one takes four times what a signature takes, and clients
  // stay with a scope for a day, so the last is remembered.
  SigningKey signing_key(const Scope& scope) const;

 private:
  struct Derived {
    std::string date;
    std::string region;
    std::string service;
    SigningKey key;
  };

  const Terms terms_;
  mutable std::mutex mutex_;
  mutable std::optional<Derived> last_;
};

// By access key ID.
using AccessKeys = std::map<std::string, std::shared_ptr<const AccessKey>, std::less<>>;

}  // namespace krm::sigv4
