// A Recording is a journal's file, read back: what each tenant did, and the contracts that it was
// held to.
#pragma once

#include <cstdint>
#include <istream>
#include <map>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "contract/judgement.h"

namespace krm::contract {

struct Recording {
  struct Run {
    std::string tenant;
    std::string digest;  // of the scenario
    std::vector<scenario::Call> calls;
  };
  std::vector<Run> runs;  // in the order of their first requests
  std::vector<mock::Contract> contracts;
  std::uint64_t lost = 0;  // requests without a line, of whichever tenant

  // Returns the judgement of each contract in the file.
  std::vector<Judgement> judge() const;
  // Returns the judgement of all that is in the file by another contract.
  Judgement judge_by(mock::Contract contract) const;
};

// On failure returns which line is wrong, and why: "line 3: reply.status is missing".
tl::expected<Recording, std::string> read_recording(std::istream& lines);

}  // namespace krm::contract
