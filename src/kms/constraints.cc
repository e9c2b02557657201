#include "kms/constraints.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"

namespace krm::kms {
namespace {

// MODEL: NumberOfBytesType, CustomKeyStoreIdType, CustomKeyStoreNameType, LimitType, MarkerType,
// AttestationDocumentType, KeyEncryptionMechanism.
constexpr int least_number = 1;
constexpr int most_bytes_asked = 1024;
constexpr int highest_limit = 1000;
constexpr std::size_t longest_store_id = 64;
constexpr std::size_t longest_store_name = 256;
constexpr std::size_t longest_marker = 1024;
constexpr std::size_t longest_document = 262144;
constexpr std::string_view only_algorithm = "RSAES_OAEP_SHA_256";

class Failures {
 public:
  template <typename Value>
  void add(const Value& value, std::string_view member, std::string_view constraint) {
    list_.push_back(fmt::format("Value '{}' at '{}' failed to satisfy constraint: Member must {}",
                                value, member, constraint));
  }

  // REAL for required members of other operations of KMS.
  void add_null(std::string_view member) {
    list_.push_back(fmt::format(
        "Value null at '{}' failed to satisfy constraint: Member must not be null", member));
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

struct Member {
  std::string_view name;   // as the model has it
  std::string_view place;  // as messages have it
};

// The checks of one request.
class Constraints {
 public:
  explicit Constraints(std::span<const std::string_view> required) : required_(required) {}

  void check(std::optional<std::int32_t> number, const Member& member, int most) {
    if (!is_there(number, member)) return;
    if (*number < least_number) {
      failures.add(*number, member.place,
                   fmt::format("have value greater than or equal to {}", least_number));
    }
    if (*number > most) {
      failures.add(*number, member.place, fmt::format("have value less than or equal to {}", most));
    }
  }

  // Smithy counts the length of a string in Unicode scalar values. That KMS does so too is a GUESS.
  void check(const std::optional<std::string>& text, const Member& member, std::size_t longest) {
    if (!is_there(text, member)) return;
    if (text->empty()) failures.add(*text, member.place, at_least(1));
    if (base::count_characters(*text) > longest) {
      failures.add(*text, member.place, at_most(longest));
    }
  }

  Failures failures{};

 private:
  template <typename T>
  bool is_there(const std::optional<T>& value, const Member& member) {
    const bool is_required = std::ranges::find(required_, member.name) != required_.end();
    if (!value && is_required) failures.add_null(member.place);
    return value.has_value();
  }

  std::span<const std::string_view> required_;
};

}  // namespace

Passed check_constraints(const Asked& asked, std::span<const std::string_view> required) {
  Constraints constraints(required);
  constraints.check(asked.number_of_bytes, {"NumberOfBytes", "numberOfBytes"}, most_bytes_asked);
  constraints.check(asked.custom_key_store_id, {"CustomKeyStoreId", "customKeyStoreId"},
                    longest_store_id);
  constraints.check(asked.custom_key_store_name, {"CustomKeyStoreName", "customKeyStoreName"},
                    longest_store_name);
  constraints.check(asked.limit, {"Limit", "limit"}, highest_limit);
  constraints.check(asked.marker, {"Marker", "marker"}, longest_marker);
  Failures& failures = constraints.failures;
  if (asked.recipient) check_recipient(*asked.recipient, failures);
  if (failures.empty()) return {};
  return tl::unexpected<aws::Failure>(
      aws::Error(aws::error_named("ValidationException"), failures.message()));
}

}  // namespace krm::kms
