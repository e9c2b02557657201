// Says what is asked of an attestation document.
//
// Thread-safety: any thread may read a policy.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

#include "crypto/certification_path.h"
#include "crypto/digest.h"
#include "nitro/pcrs.h"

namespace krm::nitro {

// off        no document is looked at
// lenient    four items; the third holds a map with a key that can be used
// structure  all that the specification says of form; no signature, no certificate, no clock
// chain      also the signature, the certificates up to a trusted root, and the age
enum class Verify { off, lenient, structure, chain };

constexpr std::array<std::pair<std::string_view, Verify>, 4> words_of(Verify) {
  return {{{"off", Verify::off},
           {"lenient", Verify::lenient},
           {"structure", Verify::structure},
           {"chain", Verify::chain}}};
}
constexpr std::string_view family_of(Verify) { return "way to verify"; }

// Says at what time certificates are judged. With `document` it is the time that the document says,
// and its age is not checked.
enum class DocumentClock { now, document };

constexpr std::array<std::pair<std::string_view, DocumentClock>, 2> words_of(DocumentClock) {
  return {{{"now", DocumentClock::now}, {"document", DocumentClock::document}}};
}
constexpr std::string_view family_of(DocumentClock) { return "clock"; }

// SHA-256 of the certificate of AWS's root G1, CN=aws.nitro-enclaves (DOC; REAL: captured
// documents). The root is in each document, so its digest is enough to trust it.
inline constexpr crypto::Sha256 aws_root{
    0x64, 0x1a, 0x03, 0x21, 0xa3, 0xe2, 0x44, 0xef, 0xe4, 0x56, 0x46, 0x31, 0x95, 0xd6, 0x06, 0x31,
    0x7e, 0xd7, 0xcd, 0xcc, 0x3c, 0x17, 0x56, 0xe0, 0x98, 0x93, 0xf3, 0xc6, 0x8f, 0x79, 0xbb, 0x5b};

// Names the roots that a chain of certificates may lead to.
struct Roots {
  crypto::TrustAnchors anchors;
  bool aws = false;

  bool empty() const { return anchors.empty() && !aws; }
  bool operator==(const Roots&) const = default;
};

// How people write roots: this word, or the name of a file of at most so many bytes.
inline constexpr std::string_view aws_root_word = "aws";
inline constexpr std::size_t longest_root_file = std::size_t{1} << 20;

// GUESS: KMS has limits at all. Clients keep a document for five minutes (evervault/enclaves #250),
// which is the nearest figure that is known.
inline constexpr std::chrono::milliseconds usual_max_age = std::chrono::minutes(5);
inline constexpr std::chrono::milliseconds usual_skew = std::chrono::minutes(5);

struct Policy {
  Verify verify = Verify::structure;
  Roots roots;
  std::chrono::milliseconds max_age = usual_max_age;  // 0: any age
  std::chrono::milliseconds skew = usual_skew;        // how far its clock may be ahead of ours
  DocumentClock clock = DocumentClock::now;
  Pcrs expected_pcrs;
  bool operator==(const Policy&) const = default;
};

// Parts of a policy that stand in place of another policy's.
struct PolicyOverrides {
  bool any() const { return verify || roots || max_age || skew || clock || expected_pcrs; }

  // Returns `policy` with these parts in place of the ones it has.
  Policy laid_over(Policy policy) const {
    if (verify) policy.verify = *verify;
    if (roots) policy.roots = *roots;
    if (max_age) policy.max_age = *max_age;
    if (skew) policy.skew = *skew;
    if (clock) policy.clock = *clock;
    if (expected_pcrs) policy.expected_pcrs = *expected_pcrs;
    return policy;
  }

  std::optional<Verify> verify{};
  std::optional<Roots> roots{};
  std::optional<std::chrono::milliseconds> max_age{};
  std::optional<std::chrono::milliseconds> skew{};
  std::optional<DocumentClock> clock{};
  std::optional<Pcrs> expected_pcrs{};
};

}  // namespace krm::nitro
