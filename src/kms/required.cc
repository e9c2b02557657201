#include "kms/required.h"

#include <fmt/format.h>

namespace krm::kms {

Passed check_required(const Asked& request) {
  const auto missing = [](std::string_view member) {
    return tl::unexpected<aws::Failure>(aws::Error(aws::error_named("ValidationException"),
                                                   fmt::format("{} is required.", member)));
  };
  if (!request.number_of_bytes) return missing("NumberOfBytes");
  if (const auto& recipient = request.recipient) {
    if (!recipient->key_encryption_algorithm) return missing("Recipient.KeyEncryptionAlgorithm");
    if (!recipient->attestation_document) return missing("Recipient.AttestationDocument");
  }
  return {};
}

}  // namespace krm::kms
