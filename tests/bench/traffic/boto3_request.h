// GenerateRandom as boto3 1.43 puts it on the wire: the traffic of every benchmark here.
#pragma once

#include <string>

namespace krm::bench {

// Head and body, about 900 bytes; both are one segment, as botocore sends them. Rightly signed at
// 20261124T071500Z by the key of the published examples of SigV4 for us-east-1.
std::string boto3_request(int number_of_bytes);

}  // namespace krm::bench
