// Whatever the target is that a request is signed in, the verdict is one that KMS could give.
#include <cstdint>
#include <utility>

#include "aws/canonical_request.h"
#include "tests/fuzz/signature_fuzz.h"
#include "tests/support/requests.h"

namespace {

std::string right_signature() {
  krm::http::HttpRequest request = krm::test::ask_for(8);
  request.target =
      "/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20261124%2Fus-east-1%2Fkms"
      "%2Faws4_request&X-Amz-Date=20261124T071500Z&X-Amz-Expires=300&X-Amz-SignedHeaders=host%3B"
      "x-amz-target";
  const krm::aws::Scope scope{"20261124", "us-east-1", "kms"};
  return krm::aws::SigningKey(krm::aws::key_material(krm::fuzz::secret), scope)
      .sign(krm::aws::string_to_sign(
          "20261124T071500Z", scope,
          krm::aws::canonical_request(request, "host;x-amz-target", true).text()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string signature = right_signature();
  krm::http::HttpRequest request = krm::test::ask_for(8);
  request.target.assign(reinterpret_cast<const char*>(data), size);
  if (size % 2 == 1) request = krm::fuzz::with_secrets(std::move(request));
  krm::fuzz::judge(request, signature);
  return 0;
}
