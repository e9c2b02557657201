#include "nitro/document_terms.h"

#include <fmt/format.h>

#include "crypto/digest.h"

namespace krm::nitro {
namespace {

constexpr unsigned pcrs_of_enclave = 16;
constexpr unsigned pcrs_of_tpm = 24;  // as many as the platforms of TPM 2.0 have

bool is_of_image(unsigned pcr) { return pcr <= 2 || pcr == 8; }
bool is_of_parent(unsigned pcr) { return pcr == 3 || pcr == 4; }  // its role, its instance ID

base::Bytes usual_pcr(unsigned pcr, bool debug) {
  crypto::Sha384 value{};
  if (is_of_parent(pcr) || (is_of_image(pcr) && !debug)) {
    value = crypto::sha384(base::bytes_of(fmt::format("kms-random-mock PCR{}", pcr)));
  }
  return {value.begin(), value.end()};
}

}  // namespace

DocumentTerms usual_document(base::WallTime timestamp, bool nitrotpm, bool debug) {
  DocumentTerms terms;
  terms.module_id = fmt::format("i-0123456789abcdef0-{}0123456789abcdef", nitrotpm ? "tpm" : "enc");
  terms.timestamp = timestamp;
  terms.nitrotpm = nitrotpm;
  for (unsigned pcr = 0; pcr < (nitrotpm ? pcrs_of_tpm : pcrs_of_enclave); ++pcr) {
    terms.pcrs[pcr] = usual_pcr(pcr, debug);
  }
  return terms;
}

}  // namespace krm::nitro
