#include "mock/draw.h"

#include <algorithm>
#include <span>

namespace krm::mock {

Drawn draw(Plan& plan, base::Entropy& entropy) {
  Drawn drawn;
  const std::size_t id_size = drawn.request_id.size();
  if (plan.outcome) {
    std::vector<std::uint8_t> bytes(id_size + plan.outcome->number_of_bytes);
    if (entropy.fill(bytes)) {
      const auto payload = bytes.begin() + static_cast<std::ptrdiff_t>(id_size);
      std::copy(bytes.begin(), payload, drawn.request_id.begin());
      drawn.payload.assign(payload, bytes.end());
      return drawn;
    }
    plan.outcome = tl::unexpected<aws::Failure>(
        aws::Error(aws::error_named("KMSInternalException"), {}, "the entropy source failed"));
  }
  if (!entropy.fill(drawn.request_id)) drawn.request_id = {};
  return drawn;
}

}  // namespace krm::mock
