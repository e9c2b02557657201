#include "mock/draw.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/secret.h"
#include "mock/tenant.h"

namespace krm::mock {
namespace {

// The request id and whatever else is needed, in one draw.
class Wants {
 public:
  explicit Wants(Drawn& drawn) { add(drawn.request_id); }

  void add(std::span<std::uint8_t> part) {
    parts_.at(count_++) = part;
    size_ += part.size();
  }

  bool fill(base::Entropy& entropy) const {
    std::vector<std::uint8_t> bytes(size_);
    const bool filled = entropy.fill(bytes);
    std::span<const std::uint8_t> rest = bytes;
    for (const auto part : std::span(parts_).first(count_)) {
      std::ranges::copy(rest.first(part.size()), part.begin());
      rest = rest.subspan(part.size());
    }
    base::wipe(bytes);
    return filled;
  }

 private:
  std::array<std::span<std::uint8_t>, 4> parts_;  // request id, key and IV, payload or its key
  std::size_t count_ = 0;
  std::size_t size_ = 0;
};

// Bytes of the system: as they come, or, where a retry is to get the same, expanded from a key that
// is kept in their place.
bool fill_from_system(Case& one, Wants wants, base::Entropy& entropy) {
  const Order& order = *one.order;
  if (order.invocation.empty()) {
    wants.add(one.drawn.payload);
    return wants.fill(entropy);
  }
  base::StreamKey key{};
  if (order.system) {
    key = *order.system;
  } else {
    wants.add(key);
  }
  if (!wants.fill(entropy)) return false;
  if (!order.system) key = one.tenant->keep(order.invocation, key);
  base::fill_from_stream(key, one.drawn.payload);
  return true;
}

}  // namespace

void draw(Case& one, base::Entropy& entropy) {
  if (one.plan.forwards()) return;  // the reply has an id already
  Drawn& drawn = one.drawn;
  const Wants id_alone(drawn);
  if (!one.order) {
    if (!id_alone.fill(entropy)) drawn.request_id = {};
    return;
  }
  drawn.payload.resize(one.order->size);
  Wants wants(drawn);
  if (kms::grant_of(one.plan.outcome)->recipient) {
    wants.add(drawn.sealing.content_encryption_key);
    wants.add(drawn.sealing.iv);
  }
  const bool filled = one.order->source->fill(one.order->draw, drawn.payload)
                          ? wants.fill(entropy)
                          : fill_from_system(one, wants, entropy);
  if (filled) return;
  drawn.payload.clear();
  one.plan.outcome = tl::unexpected<aws::Failure>(
      aws::Error(aws::error_named("KMSInternalException"), {}, "the entropy source failed"));
  if (!id_alone.fill(entropy)) drawn.request_id = {};
}

}  // namespace krm::mock
