// Control is what the admin API acts on: the tenants and their journal, and what only the program
// around it can do.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "admin/health.h"
#include "base/entropy.h"
#include "base/log.h"
#include "http/request.h"
#include "mock/journal.h"
#include "mock/journal_file.h"
#include "mock/tally.h"
#include "mock/tenants.h"

namespace krm::admin {

// A scenario that can be run, and what has no effect in it, in sentences.
struct Settled {
  mock::ActiveScenario active;
  std::vector<std::string> warnings;
};

// All functions may be called from any thread.
struct Control {
  mock::Tenants& tenants;
  mock::Journal& journal;
  const mock::Tally& tally;
  const mock::JournalFile* journal_file;  // null: there is none
  const Health& health;
  base::Entropy& entropy;
  const base::Clock& clock;
  const base::Log& log;

  // Settles how a scenario is run: its seed, and what the command line says in its place. Where a
  // key `is_issued`, nobody is warned that there is none.
  std::function<Settled(std::shared_ptr<const scenario::Scenario>, bool is_issued)> settle;
  // Takes it up in place of the start-up scenario.
  std::function<void(mock::ActiveScenario)> take_up;
  // Reads one HTTP message, or says what is wrong with it.
  std::function<tl::expected<http::HttpRequest, std::string>(std::string_view)> read_message;
  std::function<std::size_t()> live_connections;
  // Returns the port of KMS, where the admin API has another one.
  std::function<std::optional<int>()> kms_port;
};

}  // namespace krm::admin
