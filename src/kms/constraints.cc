#include "kms/constraints.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"

namespace krm::kms {
namespace {

// MODEL: NumberOfBytesType, CustomKeyStoreIdType, AttestationDocumentType, KeyEncryptionMechanism.
constexpr int fewest_bytes = 1;
constexpr int most_bytes = 1024;
constexpr std::size_t longest_store_id = 64;
constexpr std::size_t longest_document = 262144;
constexpr std::string_view only_algorithm = "RSAES_OAEP_SHA_256";

class Failures {
 public:
  template <typename Value>
  void add(const Value& value, std::string_view member, std::string_view constraint) {
    list_.push_back(fmt::format("Value '{}' at '{}' failed to satisfy constraint: Member must {}",
                                value, member, constraint));
  }

  // Leaves the value of a blob out (REAL for other blobs of KMS: LocalStack snapshots).
  void add_blob(std::string_view member, std::string_view constraint) {
    list_.push_back(fmt::format("Value at '{}' failed to satisfy constraint: Member must {}",
                                member, constraint));
  }

  bool empty() const { return list_.empty(); }

  std::string message() const {
    return fmt::format("{} validation error{} detected: {}", list_.size(),
                       list_.size() == 1 ? "" : "s", fmt::join(list_, "; "));
  }

 private:
  std::vector<std::string> list_;
};

std::string at_least(std::size_t limit) {
  return fmt::format("have length greater than or equal to {}", limit);
}

std::string at_most(std::size_t limit) {
  return fmt::format("have length less than or equal to {}", limit);
}

void check_recipient(const Recipient& recipient, Failures& failures) {
  const auto& algorithm = recipient.key_encryption_algorithm;
  if (algorithm && *algorithm != only_algorithm) {
    failures.add(*algorithm, "recipient.keyEncryptionAlgorithm",
                 fmt::format("satisfy enum value set: [{}]", only_algorithm));
  }
  if (const auto& document = recipient.attestation_document) {
    if (document->empty()) failures.add_blob("recipient.attestationDocument", at_least(1));
    if (document->size() > longest_document) {
      failures.add_blob("recipient.attestationDocument", at_most(longest_document));
    }
  }
}

}  // namespace

Passed check_constraints(const GenerateRandomRequest& request) {
  Failures failures;
  if (const auto number = request.number_of_bytes) {
    if (*number < fewest_bytes) {
      failures.add(*number, "numberOfBytes",
                   fmt::format("have value greater than or equal to {}", fewest_bytes));
    }
    if (*number > most_bytes) {
      failures.add(*number, "numberOfBytes",
                   fmt::format("have value less than or equal to {}", most_bytes));
    }
  }
  if (const auto& id = request.custom_key_store_id) {
    if (id->empty()) failures.add(*id, "customKeyStoreId", at_least(1));
    // Smithy counts the length of a string in Unicode scalar values. That KMS does so too is a
    // GUESS.
    if (base::count_characters(*id) > longest_store_id) {
      failures.add(*id, "customKeyStoreId", at_most(longest_store_id));
    }
  }
  if (request.recipient) check_recipient(*request.recipient, failures);
  if (failures.empty()) return {};
  return tl::unexpected<aws::Failure>(
      aws::Error(aws::error_named("ValidationException"), failures.message()));
}

}  // namespace krm::kms
