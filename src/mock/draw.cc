#include "mock/draw.h"

#include <algorithm>
#include <span>

namespace krm::mock {
namespace {

// The request id, and `more` bytes behind it.
bool fill(Drawn& drawn, std::span<std::uint8_t> more, base::Entropy& entropy) {
  std::vector<std::uint8_t> bytes(drawn.request_id.size() + more.size());
  if (!entropy.fill(bytes)) return false;
  const auto rest = bytes.begin() + static_cast<std::ptrdiff_t>(drawn.request_id.size());
  std::copy(bytes.begin(), rest, drawn.request_id.begin());
  std::copy(rest, bytes.end(), more.begin());
  return true;
}

// Bytes of the system: as they come, or, where a retry is to get the same, expanded from a key that
// is kept in their place.
bool fill_from_system(Drawn& drawn, const Order& order, Tenant& tenant, base::Entropy& entropy) {
  if (order.invocation.empty()) return fill(drawn, drawn.payload, entropy);
  base::StreamKey key{};
  if (order.system) {
    if (!fill(drawn, {}, entropy)) return false;
    key = *order.system;
  } else {
    if (!fill(drawn, key, entropy)) return false;
    key = tenant.keep(order.invocation, key);
  }
  base::fill_from_stream(key, drawn.payload);
  return true;
}

}  // namespace

Drawn draw(Decision& decision, Tenant& tenant, base::Entropy& entropy) {
  Drawn drawn;
  if (!decision.order) {
    if (!fill(drawn, {}, entropy)) drawn.request_id = {};
    return drawn;
  }
  const Order& order = *decision.order;
  drawn.payload.resize(order.size);
  const bool filled = order.source->fill(order.draw, drawn.payload)
                          ? fill(drawn, {}, entropy)
                          : fill_from_system(drawn, order, tenant, entropy);
  if (filled) return drawn;
  drawn.payload.clear();
  decision.plan.outcome = tl::unexpected<aws::Failure>(
      aws::Error(aws::error_named("KMSInternalException"), {}, "the entropy source failed"));
  if (!fill(drawn, {}, entropy)) drawn.request_id = {};
  return drawn;
}

}  // namespace krm::mock
