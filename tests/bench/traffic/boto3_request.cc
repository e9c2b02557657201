#include "traffic/boto3_request.h"

#include <fmt/format.h>

namespace krm::bench {

std::string boto3_request(int number_of_bytes) {
  const std::string body = fmt::format(R"({{"NumberOfBytes": {}}})", number_of_bytes);
  return fmt::format(
      "POST / HTTP/1.1\r\n"
      "Host: 127.0.0.1:4599\r\n"
      "Accept-Encoding: identity\r\n"
      "X-Amz-Target: TrentService.GenerateRandom\r\n"
      "Content-Type: application/x-amz-json-1.1\r\n"
      "User-Agent: Boto3/1.43.11 md/Botocore#1.43.11 ua/2.1 os/linux#6.1.0 md/arch#x86_64 "
      "lang/python#3.11.7 md/pyimpl#CPython m/Z,b,D cfg/retry-mode#legacy Botocore/1.43.11\r\n"
      "X-Amz-Date: 20261124T071500Z\r\n"
      "Authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261124/us-east-1/kms/aws4_request, "
      "SignedHeaders=content-type;host;x-amz-date;x-amz-target, "
      "Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7\r\n"
      "amz-sdk-invocation-id: 5c1f3f0e-8a5b-4a59-9f0e-6f6f2b8d3a41\r\n"
      "amz-sdk-request: attempt=1\r\n"
      "Content-Length: {}\r\n"
      "\r\n"
      "{}",
      body.size(), body);
}

}  // namespace krm::bench
