// The host names of KMS (MODEL: botocore's endpoints and partitions). Certificates of the server
// are made for them.
//
// Thread-safety: a function without state.
#pragma once

#include <string>
#include <vector>

namespace krm::aws {

// Returns the names of every region: plain, FIPS, dual-stack, and FIPS with dual-stack. All are in
// lower case.
std::vector<std::string> kms_hosts();

}  // namespace krm::aws
