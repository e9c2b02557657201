#include "mock/handle.h"

#include <benchmark/benchmark.h>

#include "micro/frame.h"
#include "micro/world.h"
#include "traffic/boto3_request.h"

namespace krm::bench {
namespace {

void handle(benchmark::State& state) {
  RealWorld real;
  net::Framing framing;
  const auto request = frame(framing, boto3_request(static_cast<int>(state.range(0))));
  for (auto _ : state) benchmark::DoNotOptimize(mock::handle(request, real.world()));
}
BENCHMARK(handle)->Arg(32)->Arg(1024);

}  // namespace
}  // namespace krm::bench
