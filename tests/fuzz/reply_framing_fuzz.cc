// ReplyFraming must say the same about bytes however they are cut up, never crash, and keep its
// limits. The first byte of the input chooses the size of the pieces, what was asked, and whether
// the connection ends behind the bytes.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <variant>

#include "net/reply_framing.h"

namespace {

using krm::net::ReplyFraming;

struct Said {
  std::optional<krm::http::HttpReply> reply;
  bool refused = false;
};

// Small limits, so that the fuzzer reaches them.
constexpr krm::net::FramingLimits limits{.head = 512, .body = 256, .chunked_wire = 1024};

void require(bool holds) {
  if (!holds) std::abort();
}

// Returns whether nothing more is to come.
bool take(ReplyFraming& framing, Said& said) {
  ReplyFraming::Step step = framing.next();
  if (auto* reply = std::get_if<krm::http::HttpReply>(&step)) {
    require(reply->body.size() <= limits.body && reply->status >= 200);
    said.reply = std::move(*reply);
    framing.can_go_on();
  } else if (auto* refused = std::get_if<ReplyFraming::Refusal>(&step)) {
    require(!refused->why.empty());
    said.refused = true;
  }
  return said.reply.has_value() || said.refused;
}

Said feed(std::string_view bytes, std::size_t piece, bool to_head, bool ends) {
  ReplyFraming framing(to_head, limits);
  Said said;
  while (!bytes.empty()) {
    const auto next = bytes.substr(0, piece);
    framing.feed(next);
    bytes.remove_prefix(next.size());
    if (take(framing, said)) return said;
  }
  if (ends) {
    framing.end();
    require(take(framing, said));
  }
  return said;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const bool to_head = (data[0] & 16) != 0;
  const bool ends = (data[0] & 32) != 0;
  const Said whole = feed(bytes, bytes.size() + 1, to_head, ends);
  const Said pieces = feed(bytes, data[0] % 16 + 1, to_head, ends);
  require(pieces.reply == whole.reply);
  // A head that is not complete may be found wrong sooner or later, or never.
  require(!ends || pieces.refused == whole.refused);
  return 0;
}
