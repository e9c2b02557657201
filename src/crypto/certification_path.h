// Certificates that vouch for each other, up to one that is trusted (RFC 5280, 6).
//
// Thread-safety: const members and functions may be called from any thread. Everything throws
// Broken.
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

// Certificates that are trusted, of authorities above others or not. A value: a copy does not
// change with the original.
class TrustAnchors {
 public:
  // All certificates of a text in PEM, at least one. Fails with what is wrong, and adds nothing
  // then.
  tl::expected<void, std::string> add_pem(std::string_view text);

  void add(Owned<x509_st> certificate);

  bool empty() const { return certificates_.empty(); }

  // As OpenSSL looks them up; nullptr where there are none.
  x509_store_st* store() const { return store_.get(); }

 private:
  void make_store();

  std::vector<std::shared_ptr<x509_st>> certificates_;
  std::shared_ptr<x509_store_st> store_;  // never changed, so that others may hold it too
};

// Whether a path leads from `end` over some of `others`, a cabundle, to an anchor, at that time,
// with keys and digests of 112 bits of security at least, and `end` is a certificate of somebody
// who signs: no authority, with the key usage digitalSignature. Revocation is not looked at.
// Returns what is wrong, as the end of a sentence that begins with "it has"; empty when nothing is.
std::string path_mistake(x509_st& end, std::span<const base::ByteView> others,
                         const TrustAnchors& anchors, base::WallTime at);

}  // namespace krm::crypto
