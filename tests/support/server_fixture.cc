#include "tests/support/server_fixture.h"

#include <stdexcept>
#include <utility>

#include "mock/service.h"

namespace krm::test {
namespace {

mock::ActiveScenario running(std::shared_ptr<const scenario::Scenario> scenario) {
  return {std::move(scenario), 42};
}

net::Encryption encryption() { return {net::Encryption::Tls::automatic, &identity_of_tests()}; }

std::shared_ptr<const scenario::Scenario> plain() {
  return std::make_shared<const scenario::Scenario>();
}

}  // namespace

SocketClient Server::connect(int receive_buffer) const {
  SocketClient client(port_, receive_buffer);
  if (transport() == Transport::tls && !client.secure()) {
    throw std::runtime_error("the server would have no TLS");
  }
  return client;
}

void Reports::add(const http::DeliveryReport& report) {
  const std::lock_guard lock(mutex_);
  waiting_.push_back(report);
  ++count_;
  added_.notify_all();
}

std::optional<http::DeliveryReport> Reports::next() {
  std::unique_lock lock(mutex_);
  if (!added_.wait_for(lock, patience, [this] { return !waiting_.empty(); })) return {};
  const http::DeliveryReport report = waiting_.front();
  waiting_.pop_front();
  return report;
}

std::size_t Reports::count() const {
  const std::lock_guard lock(mutex_);
  return count_;
}

Server::Server(http::Handler kms, const net::ListenerLimits& limits)
    : tenants_(clock_, journal_, running(plain())),
      listener_(handlers(std::move(kms)), encryption(), limits, log_.log),
      port_(start()) {}

Server::Server(const net::ListenerLimits& limits) : Server(plain(), limits) {}

Server::Server(std::shared_ptr<const scenario::Scenario> scenario,
               const net::ListenerLimits& limits)
    : tenants_(clock_, journal_, running(std::move(scenario))),
      listener_(handlers(service(counting_)), encryption(), limits, log_.log),
      port_(start()) {}

Server::Server(base::Entropy& entropy, const net::ListenerLimits& limits)
    : tenants_(clock_, journal_, running(plain())),
      listener_(handlers(service(entropy)), encryption(), limits, log_.log),
      port_(start()) {}

int Server::start() {
  const auto port = listener_.bind({"127.0.0.1"}, 0);
  if (!port) throw std::runtime_error(port.error());
  listener_.start();
  health_.set(admin::Readiness::ready);
  return *port;
}

bool Server::wait_for_decisions(std::size_t count) const {
  std::unique_lock lock(mutex_);
  return decided_.wait_for(lock, patience, [&] { return decisions_ >= count; });
}

net::Handlers Server::handlers(http::Handler kms) const {
  return {.kms = std::move(kms),
          .admin = [this](const http::HttpRequest& request) { return routes_.answer(request); },
          .too_large = admin::Routes::too_large};
}

http::Handler Server::service(base::Entropy& entropy) {
  return [this, service = mock::make_service({entropy, tenants_, journal_, log_.log}, false)](
             const http::HttpRequest& request) {
    http::Answer answer = service(request);
    answer.closed = [this, closed = std::move(answer.closed)](const http::DeliveryReport& report) {
      closed(report);
      reports_.add(report);
    };
    const std::lock_guard lock(mutex_);
    ++decisions_;
    decided_.notify_all();
    return answer;
  };
}

http::Handler Script::handler() {
  return [this](const http::HttpRequest&) -> http::Answer {
    const std::lock_guard lock(mutex_);
    ++requests_;
    changed_.notify_all();
    http::Delivery delivery;
    if (!deliveries_.empty()) {
      delivery = deliveries_.front();
      deliveries_.pop_front();
    }
    return {reply_, delivery, [this](const http::DeliveryReport& report) { reports_.add(report); }};
  };
}

void Script::add(http::Delivery delivery) {
  const std::lock_guard lock(mutex_);
  deliveries_.push_back(delivery);
}

std::size_t Script::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

bool Script::wait_for_requests(std::size_t count) {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, patience, [&] { return requests_ >= count; });
}

}  // namespace krm::test
