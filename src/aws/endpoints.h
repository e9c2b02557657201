// The names under which KMS is reached (MODEL: botocore's endpoints and partitions).
#pragma once

#include <string>
#include <vector>

namespace krm::aws {

// Of every region: plain, FIPS, dual-stack, and FIPS with dual-stack, all lower case.
std::vector<std::string> kms_hosts();

}  // namespace krm::aws
