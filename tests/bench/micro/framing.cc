#include <benchmark/benchmark.h>

#include "micro/frame.h"
#include "traffic/boto3_request.h"

namespace krm::bench {
namespace {

void framing(benchmark::State& state) {
  const std::string bytes = boto3_request(32);
  net::Framing framing;
  for (auto _ : state) benchmark::DoNotOptimize(frame(framing, bytes));
}
BENCHMARK(framing);

}  // namespace
}  // namespace krm::bench
