#pragma once

#include "scenario/error_name.h"
#include "scenario/fault_traits.h"

namespace krm::scenario::fault {

// Error makes the outcome an error of KMS. It may also replace another error.
struct Error {
  static constexpr std::string_view name = "error";
  static constexpr std::string_view help =
      "answers an error of the catalogue, also to what the service would refuse";
  static constexpr std::string_view shorthand = "name";
  static constexpr Slot slot = Slot::outcome;
  static constexpr std::array excludes{no_random_bytes};
  static void fields(auto& field) {
    field.required("name", &Error::entry, "as the catalogue has it");
    field("message", &Error::message, "in place of the text of the catalogue");
    field("status", &Error::status, "in place of the status of the catalogue", Integers{400, 599});
    field("as", &Error::dialect,
          "how the reply names it: \"__type\" as KMS does, the same with a namespace, \"code\", or "
          "the header x-amzn-ErrorType alone");
  }

  void apply(Plan& plan, const RuleDice&) const {
    auto text = message;
    if (!text && !entry->text.empty()) text = aws::text_for(*entry, plan.operation);
    plan.outcome = tl::unexpected<aws::Failure>(
        aws::Error(*entry, std::move(text), {}, status ? static_cast<int>(*status) : 0));
    plan.dialect = dialect;
  }

  ErrorName entry = nullptr;
  std::optional<std::string> message;
  std::optional<std::int64_t> status;
  aws::ErrorDialect dialect = aws::ErrorDialect::type;
  bool operator==(const Error&) const = default;
};

}  // namespace krm::scenario::fault
