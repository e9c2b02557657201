// What the admin API acts on, without the program around it.
#pragma once

#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "admin/control.h"
#include "net/framing.h"

namespace krm::test {

struct PartsOfControl {
  mock::Tenants& tenants;
  mock::Journal& journal;
  const mock::Tally& tally;
  const admin::Health& health;
  base::Entropy& entropy;
  const base::Clock& clock;
  const base::Log& log;
};

// Scenarios are settled with the seed 42, and no warnings but that nobody has a key for strict.
inline admin::Control control_of(const PartsOfControl& parts) {
  mock::Tenants& tenants = parts.tenants;
  return {
      .tenants = tenants,
      .journal = parts.journal,
      .tally = parts.tally,
      .journal_file = nullptr,
      .health = parts.health,
      .entropy = parts.entropy,
      .clock = parts.clock,
      .log = parts.log,
      .settle =
          [](std::shared_ptr<const scenario::Scenario> given, bool is_issued) {
            admin::Settled settled{{std::move(given), 42}, {}};
            const bool is_strict = settled.active.signatures.auth == sigv4::Auth::strict;
            if (is_strict && !is_issued) settled.warnings.emplace_back("nobody has a key");
            return settled;
          },
      .take_up = [&tenants](mock::ActiveScenario active) { tenants.take_up(std::move(active)); },
      .read_message = [](std::string_view text) -> tl::expected<http::HttpRequest, std::string> {
        net::Framing framing;
        framing.feed(text);
        net::Framing::Step step = framing.next();
        if (auto* request = std::get_if<http::HttpRequest>(&step)) return std::move(*request);
        return tl::unexpected(std::string("it is not whole"));
      },
      .live_connections = [] { return std::size_t{1}; },
      .kms_port = [] { return std::optional<int>(); },
  };
}

}  // namespace krm::test
