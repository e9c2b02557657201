// The judgement as Markdown, for the summary of a CI run.
#pragma once

#include <string>
#include <vector>

#include "contract/judgement.h"

namespace krm::contract {

std::string markdown(const std::vector<Judgement>& judgements);

}  // namespace krm::contract
