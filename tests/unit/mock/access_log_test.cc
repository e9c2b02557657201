// That the page about the log has every field of a request's line, and no other.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>
#include <string>

#include "mock/service.h"
#include "tests/support/enclave.h"
#include "tests/support/places.h"
#include "tests/support/recipient_request.h"
#include "tests/support/requests.h"
#include "tests/support/scenario_world.h"
#include "tests/support/signed_request.h"
#include "tests/unit/nitro/document_fixture.h"

namespace krm::mock {
namespace {

using Names = std::set<std::string>;

http::HttpReply not_found() {
  return {.status = 400, .headers = {{"x-amzn-ErrorType", "NotFoundException"}}, .body = {}};
}

// The members of the line of each request, in JSON.
Names members_logged(const std::string& yaml, const std::vector<http::HttpRequest>& requests) {
  test::ScenarioWorld world(yaml);
  const test::LogCapture capture(base::LogFormat::json);
  const auto service =
      make_service({*world.entropy, world.tenants, world.journal, capture.log}, true);
  for (const auto& request : requests) {
    const http::Answer answer = service(request);
    if (answer.errand) answer.errand->finish(not_found());
    answer.closed({});
  }
  Names names;
  std::istringstream lines(capture.text());
  for (std::string line; std::getline(lines, line);) {
    const auto json = nlohmann::json::parse(line);
    if (json.at("message") != "request") continue;
    for (const auto& [name, value] : json.items()) names.insert(name);
  }
  return names;
}

http::HttpRequest asks_for_sealed_bytes() {
  nitro::DocumentTerms terms = nitro::usual_document(test::ManualClock().wall());
  terms.public_key = test::Enclave::of().public_key();
  const auto signer =
      nitro::Authority::make().issue(terms.timestamp, nitro::usual_chain(terms.module_id));
  return test::ask_sealed(8, make_document(terms, signer));
}

// The names in the first column of the table of fields.
Names fields_on_the_page() {
  std::ifstream page(std::string(test::source_directory) + "/docs/reference/logs.md");
  Names names;
  bool in_table = false;
  for (std::string line; std::getline(page, line);) {
    if (line == "| field | says |") in_table = true;
    if (line.empty()) in_table = false;
    if (!in_table) continue;
    const std::string cell = line.substr(0, line.find(" | "));
    static const std::regex name("`([a-z0-9_]+)`");
    for (std::sregex_iterator it(cell.begin(), cell.end(), name), end; it != end; ++it) {
      names.insert((*it)[1]);
    }
  }
  return names;
}

TEST(AccessLog, HasTheFieldsOfThePage) {
  const auto asks_store =
      test::generate_random(R"({"NumberOfBytes":4,"CustomKeyStoreId":"cks-1"})");
  Names logged = members_logged("rules: [{do: [latency: 1s]}]",
                                {asks_store, asks_for_sealed_bytes(),
                                 test::with(asks_store, "X-Amz-Target", "TrentService.Encrypt")});
  logged.merge(members_logged("upstream: http://moto:5000",
                              {test::with(asks_store, "X-Amz-Target", "TrentService.Encrypt")}));
  logged.merge(members_logged(
      "auth: strict\n"
      "credentials: [{access_key_id: AKIDEXAMPLE, secret_access_key: a-secret-of-its-own}]",
      {test::signed_as({.secret = "wrong"}, test::ask_for(8))}));
  Names documented = fields_on_the_page();
  EXPECT_GE(documented.size(), 20u);
  documented.insert({"level", "message"});  // of every line
  EXPECT_EQ(logged, documented);
}

}  // namespace
}  // namespace krm::mock
