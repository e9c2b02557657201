// What the tenants of a running server did, judged by their contracts.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "contract/judgement.h"
#include "mock/journal.h"
#include "mock/tenants.h"

namespace krm::contract {

// Returns a judgement for each scenario with expectations that a tenant runs, that of the start-up
// scenario first. Tenants that have not called are left out, unless a scenario has no others: then
// those that were issued stand for it. Thread-safe.
std::vector<Judgement> judge_now(const mock::Tenants& tenants, const mock::Journal& journal,
                                 const CutShort& cut_short = {});

// Returns the judgement of one tenant, as if it were alone, or nothing if its scenario has no
// expectations.
std::optional<Judgement> judge_now(mock::Tenant& tenant, const mock::Journal& journal);

// Returns whether a reply is under way to a tenant with expectations, or to that tenant.
bool is_something_open(const mock::Tenants& tenants, const mock::Journal& journal,
                       const std::optional<std::string>& tenant = {});

}  // namespace krm::contract
