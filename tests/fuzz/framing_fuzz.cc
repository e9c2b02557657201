// Framing must say the same about bytes however they are cut up, never crash, and never go on after
// a refusal. The first byte of the input chooses the size of the pieces.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "net/framing.h"

namespace {

using krm::net::Framing;

struct Said {
  std::vector<krm::http::HttpRequest> requests;
  bool refused = false;
  bool waits = false;  // for the rest of a message
};

// Small limits, so that the fuzzer reaches them.
constexpr krm::net::FramingLimits limits{.head = 512, .body = 256, .chunked_wire = 1024};

void require(bool holds) {
  if (!holds) std::abort();
}

Said feed(std::string_view bytes, std::size_t piece) {
  Framing framing(limits);
  Said said;
  while (!bytes.empty()) {
    const auto next = bytes.substr(0, piece);
    framing.feed(next);
    bytes.remove_prefix(next.size());
    for (;;) {
      Framing::Step step = framing.next();
      if (std::holds_alternative<Framing::NeedMore>(step)) break;
      if (std::holds_alternative<Framing::SendContinue>(step)) continue;
      if (const auto* refusal = std::get_if<Framing::Refusal>(&step)) {
        require(refusal->status == 400 || refusal->status == 413 || refusal->status == 431);
        said.refused = true;
        return said;
      }
      auto& request = std::get<krm::http::HttpRequest>(step);
      require(request.body.size() <= limits.body);
      said.requests.push_back(std::move(request));
    }
  }
  said.waits = framing.mid_message();
  return said;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const Said whole = feed(bytes, bytes.size() + 1);
  const Said pieces = feed(bytes, data[0] % 16 + 1);
  require(pieces.requests == whole.requests);
  // A head that is not complete may be found wrong sooner or later.
  require(pieces.refused == whole.refused || pieces.waits || whole.waits);
  return 0;
}
