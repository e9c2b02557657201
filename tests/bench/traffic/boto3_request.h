// Requests as boto3 1.43 puts them on the wire: the traffic of every benchmark here.
#pragma once

#include <string>

namespace krm::bench {

// GenerateRandom. Head and body, about 900 bytes; both are one segment, as botocore sends them.
// Rightly signed at 20261124T071500Z by the key of the published examples of SigV4 for us-east-1.
std::string boto3_request(int number_of_bytes);

// Encrypt of 64 bytes with an encryption context, about 1 KiB, otherwise the same.
std::string boto3_encrypt_request();

}  // namespace krm::bench
