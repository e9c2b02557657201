// A Recipient says how attestation documents are looked at, as a scenario writes it.
#pragma once

#include "crypto/certification_path.h"
#include "document/referenced_file.h"
#include "nitro/policy.h"
#include "scenario/names.h"
#include "scenario/notation.h"

namespace krm::scenario {

// A Root says who is trusted: the certificates of a file, or without one the root of AWS.
struct Root {
  std::optional<document::ReferencedFile> file;
  crypto::TrustAnchors anchors{};  // of the file
  static constexpr auto held = &Root::file;
  bool operator==(const Root&) const = default;
};

struct Recipient : nitro::Policy {
  static constexpr std::string_view name = "recipient";
  static constexpr std::string_view help = "how attestation documents are looked at";
  static void fields(auto& field) {
    field("verify", &Recipient::verify,
          "off: no Recipient is answered; lenient: a key that can be used is all; structure: the "
          "form has to be right, and nobody asks who signed it; chain: a trusted root has to vouch "
          "for it");
    field("roots", &Recipient::written_roots,
          "who is trusted under chain: files with certificates in PEM, seen from the scenario "
          "file, or aws for the root of AWS");
    field("max_age", &Recipient::max_age, "under chain how old a document may be; 0s: any age");
    field("skew", &Recipient::skew, "under chain how far ahead its clock may be");
    field("clock", &Recipient::clock,
          "now, or document: certificates are judged at its own time, and neither age nor skew is "
          "asked for");
    field("expect_pcrs", &Recipient::expected_pcrs,
          "PCRs that a document has to have, by number, of 32, 48 or 64 bytes; else "
          "AccessDeniedException");
  }
  void check(const Node& node, Reading& reading) const;
  void complete();  // fills in the roots of the policy, from those that are written

  std::vector<Root> written_roots;
  bool operator==(const Recipient&) const = default;
};

}  // namespace krm::scenario

namespace krm::document {

template <>
struct Codec<scenario::Root> {
  using Form = AnyForm;
  static std::optional<scenario::Root> read(const Node& node, const Form& form, Reading& reading);
  static Node write(const scenario::Root& value);
  static Shape shape(const Form& form);
};

template <>
struct Codec<nitro::Pcrs> {
  using Form = AnyForm;
  static std::optional<nitro::Pcrs> read(const Node& node, const Form& form, Reading& reading);
  static Node write(const nitro::Pcrs& value);
  static Shape shape(const Form& form);
};

}  // namespace krm::document
