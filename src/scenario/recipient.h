// How attestation documents are looked at.
#pragma once

#include "nitro/pcrs.h"
#include "nitro/policy.h"
#include "scenario/names.h"
#include "scenario/notation.h"

namespace krm::scenario {

// The number of a PCR: 0 to 31.
constexpr bool is_pcr(std::string_view text) {
  if (text.empty() || text.size() > 2 || (text.size() == 2 && text.front() == '0')) return false;
  int number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return false;
    number = number * 10 + (c - '0');
  }
  return number < static_cast<int>(nitro::most_pcrs);
}

inline const TextForm pcr_index{.what = "the number of a PCR, 0 to 31",
                                .pattern = "^([0-9]|[12][0-9]|3[01])$",
                                .holds = is_pcr};

struct Recipient {
  static constexpr std::string_view aws = "aws";  // in place of a file
  static constexpr std::size_t longest_root = std::size_t{1} << 20;
  static constexpr std::string_view name = "recipient";
  static constexpr std::string_view help = "how attestation documents are looked at";
  static void fields(auto& field) {
    field("verify", &Recipient::verify,
          "off: no Recipient is answered; lenient: a key that can be used is all; structure: the "
          "form has to be right, and nobody asks who signed it; chain: a trusted root has to vouch "
          "for it");
    field("roots", &Recipient::roots,
          "who is trusted under chain: files with certificates in PEM, seen from the scenario "
          "file, or aws for the root of AWS",
          some_text);
    field("max_age", &Recipient::max_age, "under chain how old a document may be; 0s: any age");
    field("skew", &Recipient::skew, "under chain how far ahead its clock may be");
    field("clock", &Recipient::clock,
          "now, or document: certificates are judged at its own time, and neither age nor skew is "
          "asked for");
    field("expect_pcrs", &Recipient::expect_pcrs,
          "PCRs that a document has to have, by number, of 32, 48 or 64 bytes; else "
          "AccessDeniedException",
          {pcr_index, {}});
  }

  void check(const Node& node, Mistakes& mistakes) const;

  nitro::Verify verify = nitro::Verify::structure;
  std::vector<std::string> roots;
  Milliseconds max_age = nitro::usual_max_age;
  Milliseconds skew = nitro::usual_skew;
  nitro::DocumentClock clock = nitro::DocumentClock::now;
  Table<base::Bytes> expect_pcrs;
  std::vector<std::string> root_texts;  // what those files hold, once they have been read
  bool operator==(const Recipient&) const = default;
};

}  // namespace krm::scenario
