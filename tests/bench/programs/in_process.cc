// Starts servers within this process, as a test does, and prints how many nanoseconds each took.
// Usage: bench_in_process ROUNDS
#include <kms-random-mock/server.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>

int main(int argc, char** argv) {
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 1;
  std::printf("[");
  for (int i = 0; i < rounds; ++i) {
    const auto began = std::chrono::steady_clock::now();
    const krm::Server mock{{.scenario = "throttled-then-healthy"}};
    const std::chrono::nanoseconds took = std::chrono::steady_clock::now() - began;
    std::printf("%s%lld", i == 0 ? "" : ", ", static_cast<long long>(took.count()));
  }
  std::printf("]\n");
}
