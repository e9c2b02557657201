// One request from its value to its reply, in a straight line of named stages. The first error
// wins, and faults come after.
#pragma once

#include "base/entropy.h"
#include "base/log.h"
#include "http/request.h"
#include "mock/case.h"
#include "mock/journal.h"
#include "mock/tenants.h"

namespace krm::mock {

// What the stages draw on. All of it must outlive every call.
struct World {
  base::Entropy& entropy;
  Tenants& tenants;
  Journal& journal;
  const base::Log& log;
  // What this server calls itself in the Via of what it forwards. It must be another one each time
  // that it starts, so that loops are found and no strangers taken for one.
  std::string own_name{};
};

// Returns the request's case with every stage behind it. `request` must outlive what is returned.
// Throws what only a mistake of ours can throw. Thread-safe, as the world's members are.
Case handle(const http::HttpRequest& request, const World& world);
Case handle(const http::HttpRequest&&, const World&) = delete;

// Takes the case through all stages before the first byte is drawn. Tells `log` of key stores that
// move, in the order in which they do; null: nobody. REQUIRES: `identify` is done.
void resolve(Case& one, const base::Log* log);

}  // namespace krm::mock
