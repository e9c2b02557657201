// How attestation documents are looked at.
#pragma once

#include <array>
#include <utility>

#include "scenario/fields.h"
#include "scenario/names.h"

namespace krm::scenario {

enum class Verify { off, lenient, structure, chain };
constexpr std::array<std::pair<std::string_view, Verify>, 4> words_of(Verify) {
  return {{{"off", Verify::off},
           {"lenient", Verify::lenient},
           {"structure", Verify::structure},
           {"chain", Verify::chain}}};
}
constexpr std::string_view family_of(Verify) { return "way to verify"; }

enum class DocumentClock { now, document };
constexpr std::array<std::pair<std::string_view, DocumentClock>, 2> words_of(DocumentClock) {
  return {{{"now", DocumentClock::now}, {"document", DocumentClock::document}}};
}
constexpr std::string_view family_of(DocumentClock) { return "clock"; }

// The number of a PCR: 0 to 31.
constexpr bool is_pcr(std::string_view text) {
  if (text.empty() || text.size() > 2 || (text.size() == 2 && text.front() == '0')) return false;
  int number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return false;
    number = number * 10 + (c - '0');
  }
  return number < 32;
}

inline const TextForm pcr_index{.what = "the number of a PCR, 0 to 31",
                                .pattern = "^([0-9]|[12][0-9]|3[01])$",
                                .holds = is_pcr};

struct Recipient {
  static constexpr std::string_view name = "recipient";
  static constexpr std::string_view help = "how attestation documents are looked at";
  static void fields(auto& field) {
    field("verify", &Recipient::verify, "how strictly");
    field("roots", &Recipient::roots, "files with root certificates, or aws for the one of AWS",
          some_text);
    field("max_age", &Recipient::max_age, "how old a document may be; 0s: any age");
    field("skew", &Recipient::skew, "how far ahead its clock may be");
    field("clock", &Recipient::clock, "document: certificates are judged at the document's time");
    field("expect_pcrs", &Recipient::expect_pcrs, "PCRs that a document must have, by number",
          {pcr_index, {}});
  }

  Verify verify = Verify::structure;
  std::vector<std::string> roots;
  Milliseconds max_age{std::chrono::minutes(5)};
  Milliseconds skew{std::chrono::minutes(5)};
  DocumentClock clock = DocumentClock::now;
  Table<aws::Blob> expect_pcrs;
  bool operator==(const Recipient&) const = default;
};

}  // namespace krm::scenario
