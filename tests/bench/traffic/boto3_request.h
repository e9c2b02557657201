// GenerateRandom as boto3 1.43 puts it on the wire: the traffic of every benchmark here.
#pragma once

#include <string>

namespace krm::bench {

// Head and body, about 900 bytes; both are one segment, as botocore sends them.
std::string boto3_request(int number_of_bytes);

}  // namespace krm::bench
