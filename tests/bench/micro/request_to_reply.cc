// A connection's work between its receive and its send.
#include <benchmark/benchmark.h>

#include "http/reply.h"
#include "micro/frame.h"
#include "micro/world.h"
#include "mock/handle.h"
#include "traffic/boto3_request.h"

namespace krm::bench {
namespace {

void request_to_reply(benchmark::State& state) {
  const std::string bytes = boto3_request(static_cast<int>(state.range(0)));
  RealWorld real;
  net::Framing framing;
  for (auto _ : state) {
    const http::HttpRequest request = frame(framing, bytes);
    const mock::Case exchange = mock::handle(request, real.world());
    benchmark::DoNotOptimize(http::encode_head(exchange.reply) + exchange.reply.body);
  }
}
BENCHMARK(request_to_reply)->Arg(32)->Arg(1024);

}  // namespace
}  // namespace krm::bench
