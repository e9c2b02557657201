// The subcommands. Each does all of its work and returns the exit code: 0 fine, 1 runtime failure,
// 2 invalid scenario or usage, 3 a contract is broken; exec that of its command if it is not 0.
// What was asked for goes to stdout, everything else to stderr.
//
// Thread-safety: for the main thread.
#pragma once

#include "cli/environment.h"
#include "cli/options.h"

namespace krm::cli {

int serve(const Options& options, const Environment& environment);
int healthcheck(const Options& options);
int check(const Options& options);
int scenarios(const Options& options);
int schema();
int env(const Options& options, const Environment& environment);
int attest(const Options& options, const Environment& environment);
int exec(const Options& options, const Environment& environment);
int journal(const Options& options, const Environment& environment);

}  // namespace krm::cli
