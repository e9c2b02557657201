// The calls of a tenant as text, a line each, for people: what a failing test shows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "scenario/history.h"

namespace krm::contract {

// Returns a line for each of the first `most` calls: its attempts, the rules that decided them,
// waits to scale, outcome and client. A line behind them says how many more there are. `dropped` is
// how many requests the journal has lost; if there are any, a line says so. Where nobody called,
// the text says that. Each line is ended.
std::string timeline(std::span<const scenario::Call> calls, std::size_t most,
                     std::uint64_t dropped);

}  // namespace krm::contract
