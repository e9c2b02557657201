#include "traffic/boto3_request.h"

#include <fmt/format.h>

#include <string_view>

#include "sigv4/canonical_request.h"
#include "sigv4/signing_key.h"

namespace krm::bench {
namespace {

constexpr std::string_view signed_headers = "content-type;host;x-amz-date;x-amz-target";

std::string signature_of(const std::string& target, const std::string& body) {
  const http::HttpRequest request{.method = "POST",
                                  .target = "/",
                                  .headers = {{"Host", "127.0.0.1:4599"},
                                              {"X-Amz-Target", target},
                                              {"Content-Type", "application/x-amz-json-1.1"},
                                              {"X-Amz-Date", "20261124T071500Z"}},
                                  .body = body};
  const sigv4::Scope scope{"20261124", "us-east-1", "kms"};
  return sigv4::SigningKey(sigv4::key_material("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"), scope)
      .sign(sigv4::string_to_sign("20261124T071500Z", scope,
                                  sigv4::canonical_request(request, signed_headers, false).text()));
}

std::string request(const std::string& target, const std::string& body) {
  return fmt::format(
      "POST / HTTP/1.1\r\n"
      "Host: 127.0.0.1:4599\r\n"
      "Accept-Encoding: identity\r\n"
      "X-Amz-Target: {}\r\n"
      "Content-Type: application/x-amz-json-1.1\r\n"
      "User-Agent: Boto3/1.43.11 md/Botocore#1.43.11 ua/2.1 os/linux#6.1.0 md/arch#x86_64 "
      "lang/python#3.11.7 md/pyimpl#CPython m/Z,b,D cfg/retry-mode#legacy Botocore/1.43.11\r\n"
      "X-Amz-Date: 20261124T071500Z\r\n"
      "Authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261124/us-east-1/kms/aws4_request, "
      "SignedHeaders={}, Signature={}\r\n"
      "amz-sdk-invocation-id: 5c1f3f0e-8a5b-4a59-9f0e-6f6f2b8d3a41\r\n"
      "amz-sdk-request: attempt=1\r\n"
      "Content-Length: {}\r\n"
      "\r\n"
      "{}",
      target, signed_headers, signature_of(target, body), body.size(), body);
}

}  // namespace

std::string boto3_request(int number_of_bytes) {
  return request("TrentService.GenerateRandom",
                 fmt::format(R"({{"NumberOfBytes": {}}})", number_of_bytes));
}

std::string boto3_encrypt_request() {
  return request(
      "TrentService.Encrypt",
      R"({"KeyId": "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab", )"
      R"("Plaintext": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc)"
      R"(4OTo7PD0+Pw==", "EncryptionContext": {"service": "payments", "tenant": "customer-4711"}})");
}

}  // namespace krm::bench
