// Whatever the body and the deciding headers are, the answer is one that KMS could give. The first
// byte of the input chooses the headers.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "base/log.h"
#include "mock/handle.h"
#include "tests/support/counting_entropy.h"
#include "tests/support/manual_clock.h"
#include "tests/support/requests.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

krm::http::HttpRequest request_of(std::uint8_t choice, std::string body) {
  auto request = krm::test::generate_random(std::move(body));
  if (choice == 0xff) request.method = "PUT";
  if (choice == 0xfe) request = krm::test::with(request, "Content-Type", request.body);
  if (choice == 0xfd) request = krm::test::with(request, "X-Amz-Target", request.body);
  if (choice == 0xfc) request = krm::test::with(request, "Origin", request.body);
  return request;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static krm::test::CountingEntropy entropy;
  static const krm::test::ManualClock clock;
  static const krm::base::Log log(STDERR_FILENO, krm::base::LogFormat::text,
                                  krm::base::Level::error, clock);
  static krm::mock::Journal journal;
  static krm::mock::Tenants tenants(clock, journal, [] {
    krm::scenario::Scenario scenario;
    scenario.key_stores["cks-1"] = {};
    return krm::mock::ActiveScenario(std::make_shared<const krm::scenario::Scenario>(scenario), 42);
  }());

  const auto request = request_of(data[0], {reinterpret_cast<const char*>(data) + 1, size - 1});
  const auto exchange = krm::mock::handle(request, {entropy, tenants, journal, log, {}});
  const std::string_view body = exchange.reply.body;
  if (const auto* grant = krm::kms::grant_of(exchange.plan.outcome)) {
    const std::size_t bytes = grant->number_of_bytes;
    require(bytes >= 1 && bytes <= 1024);
    require(exchange.reply.status == 200);
    if (grant->recipient) {
      require(body.starts_with(R"({"CiphertextForRecipient":"MIAG)"));
    } else {
      require(body.size() == (bytes + 2) / 3 * 4 + 16);  // {"Plaintext":"..."}
    }
  } else if (exchange.plan.outcome) {
    require(body == "{}" || body.starts_with(R"({"CustomKeyStores":[)"));
  } else {
    require(body.find("Plaintext") == std::string_view::npos || body.find("Value '") != body.npos);
    require(exchange.reply.status == 400 || exchange.reply.status == 403 ||
            exchange.reply.status == 404 || exchange.reply.status == 200);
  }
  return 0;
}
