#include "kms/attest.h"

namespace krm::kms {

Outcome attest(const GenerateRandomRequest& request) {
  if (request.recipient) {
    return tl::unexpected<aws::Failure>(
        aws::Error(aws::error_named("UnsupportedOperationException"), {},
                   "the request has a Recipient, and sealing is not supported"));
  }
  return Grant{static_cast<std::size_t>(*request.number_of_bytes)};
}

}  // namespace krm::kms
