#include "kms/operation/generate_random.h"

#include <array>

#include "kms/required.h"

namespace krm::kms {
namespace {

constexpr std::array<std::string_view, 3> members_of_generate_random{
    "NumberOfBytes", "CustomKeyStoreId", "Recipient"};

}  // namespace

// The model requires no member, and the operation requires NumberOfBytes (kms/required).
constinit const Operation generate_random{
    .name = "GenerateRandom",
    .members = members_of_generate_random,
    .required = check_required,
    .key_store = check_key_store,
};

}  // namespace krm::kms
