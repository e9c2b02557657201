// A server without sockets: KMS and the admin API of one world, each answered at once.
#pragma once

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "admin/routes.h"
#include "mock/service.h"
#include "tests/support/control.h"
#include "tests/support/requests.h"
#include "tests/support/scenario_world.h"

namespace krm::test {

class AdminWorld : public ScenarioWorld {
 public:
  using ScenarioWorld::ScenarioWorld;

  // Answers a request to KMS. Its entry stays open.
  http::Answer open(const http::HttpRequest& request) {
    return mock::make_service(world(), false)(request);
  }
  // The same, and the reply is delivered whole.
  http::HttpReply kms(const http::HttpRequest& request) {
    http::Answer answer = open(request);
    const std::size_t size = answer.reply.body.size();
    answer.closed({http::DeliveryReport::End::complete, size + 300, size});
    return std::move(answer.reply);
  }

  // Returns the answer as the connection gets it, or nothing when the path is not ours.
  std::optional<http::OwnAnswer> own(const http::HttpRequest& request) const {
    return routes.answer(request);
  }
  // Returns the reply when all waiting is over.
  http::HttpReply reply(const http::HttpRequest& request) const {
    auto answer = own(request);
    if (!answer) throw std::runtime_error("KMS owns " + request.target);
    if (auto* reply = std::get_if<http::HttpReply>(&*answer)) return std::move(*reply);
    return *std::get<http::Inquiry>(*answer).look(http::Inquiry::Last::timeout);
  }

  static http::HttpRequest request(std::string method, std::string target, std::string body = {},
                                   std::string type = "application/json") {
    http::HttpRequest request;
    request.method = std::move(method);
    request.target = std::move(target);
    request.headers = {{"Host", "127.0.0.1:4599"}};
    if (!body.empty()) request.headers.push_back({"Content-Type", std::move(type)});
    request.body = std::move(body);
    return request;
  }
  http::HttpReply ask(std::string method, std::string target, std::string body = {},
                      std::string type = "application/json") const {
    return reply(request(std::move(method), "/__admin" + target, std::move(body), std::move(type)));
  }
  // Returns the body of a reply that has to be 200 or 201.
  nlohmann::json get(const std::string& target) const { return json(ask("GET", target)); }
  nlohmann::json put(const std::string& target, const std::string& body) const {
    return json(ask("PUT", target, body));
  }
  nlohmann::json post(const std::string& target, const std::string& body) const {
    return json(ask("POST", target, body));
  }

  admin::Health health;
  admin::Control control = control_of({.tenants = tenants,
                                       .journal = journal,
                                       .tally = tally,
                                       .health = health,
                                       .entropy = counting,
                                       .clock = clock,
                                       .log = capture.log});
  admin::Access access;
  admin::Routes routes{control, access};

 private:
  static nlohmann::json json(const http::HttpReply& reply) {
    EXPECT_TRUE(reply.status == 200 || reply.status == 201) << reply.status << " " << reply.body;
    return nlohmann::json::parse(reply.body);
  }
};

// Returns "STATUS CODE: MESSAGE" of a reply that is an error, or the status alone.
inline std::string refusal_in(const http::HttpReply& reply) {
  const std::string status = std::to_string(reply.status);
  const auto json = nlohmann::json::parse(reply.body, nullptr, false);
  if (!json.is_object() || !json.contains("error")) return status;
  const auto& error = json.at("error");
  return status + " " + error.at("code").get<std::string>() + ": " +
         error.at("message").get<std::string>();
}

}  // namespace krm::test
