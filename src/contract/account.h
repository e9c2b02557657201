// What people read of a verdict, in words and as a line. All reports use the same.
#pragma once

#include <optional>
#include <string>

#include "contract/judgement.h"

namespace krm::contract {

// Returns what was seen and what was wanted: "call 0 made 5 attempts, wanted at most 3; 2 calls
// broke it". Of what holds returns what was wanted.
std::string sentence(const scenario::Judged& judged, const scenario::History* history);

enum class Rules { hidden, shown };

// Returns the attempts of a call with its waits to scale:
// "#0  400 ThrottlingException ── 812 ms → 400 ThrottlingException ───── 1.9 s → 200". With `rules`
// the name of the rule that decided stands behind each: "400 ThrottlingException [two throttles]".
std::string line_of(const scenario::Call& call, Rules rules = Rules::hidden);

// Returns the line of the call that broke an expectation, if one did.
std::optional<std::string> line_of(const scenario::Judged& judged,
                                   const scenario::History* history);

// Returns what the rules of the SDK say to do at the attempt that broke an expectation: those that
// the contract names, else those that the client has by default. Nothing where none are known.
std::optional<std::string> rules_say(const scenario::Judged& judged,
                                     const scenario::History* history,
                                     const scenario::Expectations& expect);

// Returns "file:line:column", as far as these are known.
std::optional<std::string> place_of(const scenario::Judged& judged, const Judgement& judgement);

// Returns what people call the contract: the name of its scenario in quotes, or "without a name".
std::string title_of(const Judgement& judgement);

}  // namespace krm::contract
