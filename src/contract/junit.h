// The judgement as JUnit XML: a suite for each tenant, a case for each expectation. It is valid
// against the schema of Jenkins (junit-10.xsd), and what GitLab, GitHub's actions and Azure read.
#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "contract/judgement.h"

namespace krm::contract {

// `now` becomes the time of the suites.
std::string junit(const std::vector<Judgement>& judgements, base::WallTime now);

}  // namespace krm::contract
