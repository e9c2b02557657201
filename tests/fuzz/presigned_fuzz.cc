// Whatever the target is that a request is signed in, the verdict is one that KMS could give.
#include <cstdint>
#include <utility>

#include "tests/fuzz/signature_fuzz.h"
#include "tests/support/requests.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  krm::http::HttpRequest request = krm::test::ask_for(8);
  request.target.assign(reinterpret_cast<const char*>(data), size);
  if (size % 2 == 1) request = krm::fuzz::with_secrets(std::move(request));
  krm::fuzz::judge(request);
  return 0;
}
