// Says what certificates to issue between a Nitro root and the key that signs a document. To get a
// chain that is wrong, change these values.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace krm::nitro {

struct CertificateTerms {
  std::string common_name;        // at most 64 characters, or it cannot be issued
  std::chrono::seconds begins;    // counted from when the chain is issued
  std::chrono::seconds ends;      // counted from when the chain is issued
  std::string basic_constraints;  // in the words of OpenSSL's configuration files; empty: without
  std::string key_usage;          // in the words of OpenSSL's configuration files; empty: without
};

// Begins with the certificate that the root signs, and ends with the leaf.
using ChainTerms = std::vector<CertificateTerms>;

// Returns a chain like those of AWS: regional (20 days), zonal (6 days), instance (a day), leaf (3
// hours). Instance and leaf are named after the module, unless the name would be too long.
ChainTerms usual_chain(std::string_view module_id);

}  // namespace krm::nitro
