// A request with a Recipient, from its value to its reply: document read, judged, bytes sealed.
#include <benchmark/benchmark.h>

#include <memory>

#include "crypto/certified_key.h"
#include "micro/world.h"
#include "mock/handle.h"
#include "nitro/authority.h"
#include "nitro/document_maker.h"
#include "tests/support/enclave.h"
#include "tests/support/recipient_request.h"

namespace krm::bench {
namespace {

void recipient(benchmark::State& state, nitro::Verify verify) {
  const base::SystemClock clock;
  const auto authority = nitro::Authority::make();
  nitro::DocumentTerms terms = nitro::usual_document(clock.wall());
  terms.public_key = test::Enclave::of().public_key();
  const auto request = test::ask_sealed(
      32, make_document(terms, authority.issue(clock.wall(), nitro::usual_chain(terms.module_id))));
  mock::Overrides overrides{.attestation = {.verify = verify}};
  auto& roots = overrides.attestation.roots.emplace();
  if (!roots.anchors.add_pem(crypto::to_pem(*authority.root().certificate))) return;
  RealWorld real(overrides);
  for (auto _ : state) {
    const auto exchange = mock::handle(request, real.world());
    if (exchange.reply.status != 200) state.SkipWithError("refused");
    benchmark::DoNotOptimize(exchange.reply.body);
  }
}
BENCHMARK_CAPTURE(recipient, lenient, nitro::Verify::lenient)->Name("recipient/lenient");
BENCHMARK_CAPTURE(recipient, structure, nitro::Verify::structure)->Name("recipient/structure");
BENCHMARK_CAPTURE(recipient, chain, nitro::Verify::chain)->Name("recipient/chain");

}  // namespace
}  // namespace krm::bench
