// Requests to the admin API, with hostile queries and bodies. Each gets one whole reply. What is
// refused has changed nothing.
//
// The first line of the input is "METHOD /path?query TYPE", the rest is the body.
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <variant>

#include "admin/routes.h"
#include "base/utf8.h"
#include "document/json.h"
#include "mock/service.h"
#include "tests/support/control.h"
#include "tests/support/counting_entropy.h"
#include "tests/support/manual_clock.h"

namespace {

using namespace krm;

void require(bool holds) {
  if (!holds) std::abort();
}

std::string_view take_word(std::string_view& line) {
  const auto end = std::min(line.find(' '), line.size());
  const std::string_view word = line.substr(0, end);
  line.remove_prefix(std::min(end + 1, line.size()));
  return word;
}

http::HttpRequest request_of(std::string_view text) {
  const auto end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  http::HttpRequest request;
  request.method = take_word(line);
  request.target = "/__admin" + std::string(take_word(line));
  request.headers = {{"Host", "localhost"}, {"Content-Type", std::string(line)}};
  request.body = text.substr(std::min(end + 1, text.size()));
  return request;
}

// A server that lives through all inputs, and is reset between them.
struct World {
  test::CountingEntropy entropy;
  test::ManualClock clock;
  base::Log log{STDERR_FILENO, base::LogFormat::text, base::Level::error, clock};
  mock::Tally tally;
  mock::Journal journal{{.bytes = 1 << 16}, nullptr, &tally};
  mock::Tenants tenants{clock, journal, start_up()};
  admin::Health health;
  admin::Control control = test::control_of({.tenants = tenants,
                                             .journal = journal,
                                             .tally = tally,
                                             .health = health,
                                             .entropy = entropy,
                                             .clock = clock,
                                             .log = log});
  admin::Routes routes{control, {}};

  static mock::ActiveScenario start_up() {
    scenario::Scenario scenario;
    scenario.key_stores["cks-1"] = {};
    scenario.throttle.account.emplace().rate = 10;
    return {std::make_shared<const scenario::Scenario>(scenario), 42};
  }
  void begin_again() {
    for (const auto& listed : tenants.all()) tenants.remove(listed.tenant->shown());
    tenants.take_up(start_up());
    http::HttpRequest kms;
    kms.method = "POST";
    kms.headers = {{"X-Amz-Target", "TrentService.GenerateRandom"}};
    mock::make_service({entropy, tenants, journal, log}, false)(kms).closed({});
  }
};

http::HttpReply reply_of(const World& world, const http::HttpRequest& request) {
  auto answer = *world.routes.answer(request);
  if (auto* reply = std::get_if<http::HttpReply>(&answer)) return std::move(*reply);
  return *std::get<http::Inquiry>(answer).look(http::Inquiry::Last::timeout);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static World world;
  world.begin_again();
  const auto request = request_of({reinterpret_cast<const char*>(data), size});
  if (request.target.size() > 8 && request.target[8] != '/' && request.target[8] != '?') return 0;
  const auto before = world.tenants.active();
  const std::size_t tenants = world.tenants.count();
  const http::HttpReply reply = reply_of(world, request);
  require(reply.status >= 200 && reply.status < 500);
  const auto type = http::value_of(reply.headers, "Content-Type");
  if (type == "application/json" && request.method != "HEAD")
    require(document::is_json(reply.body));
  require(!base::first_invalid_utf8(reply.body));
  if (reply.status >= 400) {
    require(request.method == "HEAD" || reply.body.starts_with(R"({"error":{"code":")"));
    require(world.tenants.active() == before && world.tenants.count() == tenants);
  }
  return 0;
}
