#include "kms/operations.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "aws/operations.h"
#include "base/quoting.h"
#include "kms/operation/connect_custom_key_store.h"
#include "kms/operation/describe_custom_key_stores.h"
#include "kms/operation/disconnect_custom_key_store.h"
#include "kms/operation/generate_random.h"

namespace krm::kms {
namespace {

constexpr std::array all{
    &generate_random,
    &describe_custom_key_stores,
    &connect_custom_key_store,
    &disconnect_custom_key_store,
};

std::string names_of_all() {
  std::string names;
  for (const Operation* one : all) {
    if (one == all.back()) {
      names += " and ";
    } else if (one != all.front()) {
      names += ", ";
    }
    names += one->name;
  }
  return names;
}

}  // namespace

std::span<const Operation* const> operations() { return all; }

const Operation* operation_of_target(std::string_view target) {
  if (!target.starts_with(target_prefix)) return nullptr;
  target.remove_prefix(target_prefix.size());
  const auto* const found = std::ranges::find(all, target, &Operation::name);
  return found == all.end() ? nullptr : *found;
}

aws::Error unknown_operation(const std::string* target) {
  const auto& entry = aws::error_named("UnknownOperationException");
  if (target == nullptr) return aws::Error(entry, {}, "there is no X-Amz-Target");
  const std::string_view name = operation_in(*target);
  if (!target->starts_with(target_prefix) || name.size() + target_prefix.size() != target->size() ||
      !aws::is_operation(name)) {
    return aws::Error(
        entry, {},
        fmt::format("X-Amz-Target is {}, which is no operation of KMS", base::quoted(*target)));
  }
  return aws::Error(entry,
                    fmt::format("kms-random-mock does not simulate {}; it answers {}. --upstream "
                                "URL sends the rest to an emulator.",
                                name, names_of_all()));
}

}  // namespace krm::kms
