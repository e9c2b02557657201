// One tenant: everything that the requests of one access key ID share and no others see.
//
// Thread-safety: all members may be called from any thread. Decisions are made one after the other,
// in the order in which requests ask for them.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "aws/signer.h"
#include "base/clock.h"
#include "mock/call_register.h"
#include "mock/calls.h"
#include "mock/running.h"
#include "scenario/decide.h"

namespace krm::mock {

// What the service learned of a request before any rule saw it.
struct Judged {
  kms::Outcome outcome;
  std::optional<kms::GenerateRandomRequest> asked;
};

// The bytes that a plan wants.
struct Order {
  const scenario::EntropySource* source = nullptr;
  scenario::Draw draw{};
  std::size_t size = 0;
  // Of system bytes: the call that gets the same ones when it tries again, and what they were
  // expanded from if it has got some before.
  std::string invocation{};
  std::optional<base::StreamKey> system{};
};

struct Decision {
  scenario::Plan plan;
  std::optional<Order> order{};  // exactly when the plan draws
};

class Tenant : public std::enable_shared_from_this<Tenant> {
 public:
  // `name` is the access key ID, empty for the tenant of all requests that have none. Everything
  // referred to must outlive the tenant; `forgotten` counts calls that had to go for others.
  Tenant(std::string name, const Running& running, CallRegister& calls,
         std::atomic<std::uint64_t>& forgotten);
  ~Tenant();
  Tenant(const Tenant&) = delete;
  Tenant& operator=(const Tenant&) = delete;

  // The request's decision. `now` is monotonic.
  Decision decide(const http::HttpRequest& request, const aws::Signer& signer, const Judged& judged,
                  std::chrono::nanoseconds now);

  // What the system bytes of a call are expanded from: `drawn`, or what another attempt of it drew
  // first.
  base::StreamKey keep(std::string_view invocation, const base::StreamKey& drawn);

  // Nothing happens when the call of that name is another by now.
  void forget(std::string_view invocation, std::uint64_t ticket);

 private:
  Call& call_of(const http::HttpRequest& request, Call& unnamed,
                std::optional<CallRegister::Entry>& oldest);
  std::optional<Order> order(scenario::Plan& plan, Call& call);

  const std::string label_;  // of its draws and streams: its name where each has its own
  const Running& running_;
  CallRegister& register_;
  std::atomic<std::uint64_t>& forgotten_;

  std::mutex mutex_;
  std::optional<std::chrono::nanoseconds> began_;
  std::uint64_t requests_ = 0;
  std::int64_t calls_begun_ = 0;
  std::vector<scenario::RuleCount> counts_;
  std::map<const scenario::EntropySource*, scenario::Place> next_place_;
  Calls calls_;
};

}  // namespace krm::mock
