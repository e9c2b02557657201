// Whatever the Authorization header is, the verdict on the request is one that KMS could give.
#include <cstdint>
#include <utility>

#include "tests/fuzz/signature_fuzz.h"
#include "tests/support/signed_request.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const krm::http::HttpRequest right = krm::test::signed_as({}, krm::test::ask_for(8));
  krm::http::HttpRequest request = right;
  request.headers.back().value.assign(reinterpret_cast<const char*>(data), size);
  if (size % 2 == 1) request = krm::fuzz::with_secrets(std::move(request));
  krm::fuzz::judge(request);
  return 0;
}
