// Checks certificates that vouch for each other, up to one that is trusted (RFC 5280, 6).
//
// Thread-safety: any thread may call const members and functions. All functions throw Broken.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "base/bytes.h"
#include "base/clock.h"
#include "crypto/owned.h"

namespace krm::crypto {

// Holds the certificates that are trusted, which need not be roots. It is a value: a copy does not
// change with the original.
class TrustAnchors {
 public:
  // Adds all certificates of a text in PEM, at least one. On failure adds nothing, and returns what
  // is wrong.
  tl::expected<void, std::string> add_pem(std::string_view text);

  void add(Owned<x509_st> certificate);
  void add(const TrustAnchors& others);

  // Whether they are the same certificates in the same order.
  bool operator==(const TrustAnchors& other) const;

  bool empty() const { return certificates_.empty(); }

  // Returns the certificates as OpenSSL looks them up, or nullptr when there are none.
  x509_store_st* store() const { return store_.get(); }

 private:
  void make_store();

  std::vector<std::shared_ptr<x509_st>> certificates_;
  std::shared_ptr<x509_store_st> store_;  // is replaced and never changed, so copies may share it
};

// Checks that a path leads from `end` to an anchor at the time `at`. The path may use certificates
// of `others`, a cabundle. All keys and digests must have at least 112 bits of security. `end` must
// not be an authority, and must have the key usage digitalSignature. Revocation is not checked.
//
// Returns what is wrong, as the end of a sentence that begins with "it has". Returns an empty text
// when nothing is.
std::string path_mistake(x509_st& end, std::span<const base::ByteView> others,
                         const TrustAnchors& anchors, base::WallTime at);

}  // namespace krm::crypto
