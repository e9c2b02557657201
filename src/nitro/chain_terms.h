// The certificates between a Nitro root and the key that signs a document, as they are to be
// issued. Whoever wants a chain that is wrong changes what stands here.
//
// Thread-safety: values.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace krm::nitro {

struct CertificateTerms {
  std::string common_name;        // at most 64 characters, or it cannot be issued
  std::chrono::seconds begins;    // counted from when the chain is issued
  std::chrono::seconds ends;      // likewise
  std::string basic_constraints;  // as OpenSSL's configuration files have it; empty: without
  std::string key_usage;          // likewise
};

// From the first that the root vouches for to the leaf.
using ChainTerms = std::vector<CertificateTerms>;

// Those of AWS: regional (20 days), zonal (6 days), instance (a day), leaf (3 hours). Instance and
// leaf are called after the module, as far as a name can be so long.
ChainTerms usual_chain(std::string_view module_id);

}  // namespace krm::nitro
