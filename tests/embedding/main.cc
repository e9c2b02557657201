// One request, answered within this process.
#include <unistd.h>

#include <cstdio>
#include <memory>

#include "base/clock.h"
#include "base/entropy.h"
#include "base/log.h"
#include "mock/handle.h"

int main() {
  const krm::base::SystemClock clock;
  const krm::base::Log log(STDERR_FILENO, krm::base::LogFormat::text, krm::base::Level::info,
                           clock);
  krm::base::SodiumEntropy entropy;
  krm::mock::Journal journal;
  krm::mock::Tenants tenants(
      clock, journal,
      krm::mock::ActiveScenario(std::make_shared<const krm::scenario::Scenario>(), 42));
  krm::http::HttpRequest request;
  request.method = "POST";
  request.target = "/";
  request.headers = {{"Content-Type", "application/x-amz-json-1.1"},
                     {"X-Amz-Target", "TrentService.GenerateRandom"}};
  request.body = R"({"NumberOfBytes":32})";
  const auto answered = krm::mock::handle(request, {entropy, tenants, journal, log});
  std::printf("%d, %zu bytes of body\n", answered.reply.status, answered.reply.body.size());
  return answered.reply.status == 200 ? 0 : 1;
}
