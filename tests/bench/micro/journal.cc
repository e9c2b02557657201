// What the journal adds to a request: the same with it, and with it off. It is full from the start,
// so that each entry drops another.
#include <benchmark/benchmark.h>

#include "micro/frame.h"
#include "micro/world.h"
#include "mock/service.h"
#include "traffic/boto3_request.h"

namespace krm::bench {
namespace {

void journal(benchmark::State& state) {
  RealWorld real({}, {.bytes = static_cast<std::size_t>(state.range(0)) << 20});
  const auto service = mock::make_service(real.world(), false);
  net::Framing framing;
  const auto request = frame(framing, boto3_request(32));
  const auto serve = [&] {
    const http::Answer answer = service(request);
    benchmark::DoNotOptimize(answer.reply.status);
    answer.closed({http::DeliveryReport::End::complete, 400, 60});
  };
  for (int i = 0; i < 150'000; ++i) serve();
  for (auto _ : state) serve();
}
BENCHMARK(journal)->Arg(0)->Arg(64);

}  // namespace
}  // namespace krm::bench
