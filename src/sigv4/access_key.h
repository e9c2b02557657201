// The access keys that a server knows when it verifies signatures (auth strict).
//
// Thread-safety: all members may be called from any thread.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "base/duration.h"
#include "sigv4/signing_key.h"

namespace krm::sigv4 {

class AccessKey {
 public:
  struct Terms {
    std::string secret_access_key;
    std::optional<std::string> session_token;  // the request must carry it
    bool expired = false;
    // How long it is good, counted from the first request; absent: for ever.
    std::optional<base::Milliseconds> expires{};
  };

  explicit AccessKey(Terms terms) : terms_(std::move(terms)) {}

  const std::string& secret_access_key() const { return terms_.secret_access_key; }
  const std::optional<std::string>& session_token() const { return terms_.session_token; }
  // Returns whether it is no longer good that long after the first request.
  bool has_run_out(base::Milliseconds elapsed) const {
    return terms_.expires && elapsed >= *terms_.expires;
  }
  bool expired() const { return terms_.expired; }

  // Returns the signing key for `scope`. Keeps the last one: deriving a key takes four times as
  // long as signing, and clients stay with a scope for a day.
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

// Keys by access key ID.
using AccessKeys = std::map<std::string, std::shared_ptr<const AccessKey>, std::less<>>;

}  // namespace krm::sigv4
