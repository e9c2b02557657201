// The checks of a request, in order: the first that fails is what KMS answers.
//
// Where the order is known it is that of the front end (REAL-OTHER: kinesalite suite). It is a
// GUESS that constraints come before authorisation and what is required, and all of them before
// throttle, key store and Recipient, in this order.
#pragma once

#include <span>
#include <string_view>

#include "kms/account.h"
#include "kms/model.h"
#include "mock/case.h"

namespace krm::mock {

// A check that needs nothing but the request and the scenario.
struct Examination {
  std::string_view name;
  kms::Passed (*run)(Case&);
};

// A check that an account has a say in: it runs within the tenant's turn, and so takes no time.
struct Admission {
  std::string_view name;
  kms::Passed (*run)(Case&, kms::Account&);
};

std::span<const Examination> examination();
std::span<const Admission> admission();

// Run the checks until one fails, and return that failure.
kms::Passed examine(Case& one);
kms::Passed admit(Case& one, kms::Account& account);

}  // namespace krm::mock
