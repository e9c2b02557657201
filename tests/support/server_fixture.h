// A server on a free port of 127.0.0.1, inside the test's own process, with everything around it
// that a test may look at; and what it can be made to serve.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "admin/routes.h"
#include "base/entropy.h"
#include "http/handler.h"
#include "mock/tenants.h"
#include "net/listener.h"
#include "tests/support/counting_entropy.h"
#include "tests/support/log_capture.h"
#include "tests/support/manual_clock.h"
#include "tests/support/socket_client.h"
#include "tests/support/tls_peer.h"

namespace krm::test {

// What became of deliveries, in the order of their ends.
//
// Thread-safety: all members may be called from any thread.
class Reports {
 public:
  void add(const http::DeliveryReport& report);
  // The oldest not asked for yet; waits for it. Nothing if it does not come.
  std::optional<http::DeliveryReport> next();
  std::size_t count() const;  // asked for or not

 private:
  mutable std::mutex mutex_;
  std::condition_variable added_;
  std::deque<http::DeliveryReport> waiting_;
  std::size_t count_ = 0;
};

inline constexpr std::chrono::minutes long_drain{2};  // nobody should need it

// Serves from construction to stop() or destruction.
class Server {
 public:
  explicit Server(http::Handler kms, const net::ListenerLimits& limits = {});

  // The real service, with a clock that stands where the test puts it and entropy that counts from
  // 0x00 for each request.
  explicit Server(const net::ListenerLimits& limits = {});
  explicit Server(std::shared_ptr<const scenario::Scenario> scenario,
                  const net::ListenerLimits& limits = {});
  // `entropy` must outlive the server.
  explicit Server(base::Entropy& entropy, const net::ListenerLimits& limits = {});

  // Over the transport of the test program.
  SocketClient connect(int receive_buffer = 0) const;
  void set(admin::Readiness readiness) { health_.set(readiness); }
  bool stop(std::chrono::milliseconds drain) { return listener_.stop(drain); }

  // Of the real service. Returns false if there are not that many before patience ends.
  bool wait_for_decisions(std::size_t count) const;
  // Of the real service, as Reports::next().
  std::optional<http::DeliveryReport> next_report() { return reports_.next(); }

  int port() const { return port_; }
  std::string log() const { return log_.text(); }
  ManualClock& clock() { return clock_; }
  mock::Tenants& tenants() { return tenants_; }

 private:
  http::Handler service(base::Entropy& entropy);
  net::Handlers handlers(http::Handler kms) const;
  int start();

  ManualClock clock_;
  CountingEntropy counting_;
  mock::Tenants tenants_;
  mutable std::mutex mutex_;
  mutable std::condition_variable decided_;
  std::size_t decisions_ = 0;
  Reports reports_;
  LogCapture log_{base::LogFormat::text, base::Level::info};
  admin::Health health_;
  admin::Routes routes_{health_, clock_};
  net::Listener listener_;
  int port_;
};

// A handler that answers every request with the same reply, delivered as the next Delivery of its
// script says, or plainly when the script is at its end. It keeps what became of each.
//
// Thread-safety: all members may be called from any thread.
class Script {
 public:
  explicit Script(http::HttpReply reply) : reply_(std::move(reply)) {}

  http::Handler handler();

  void add(http::Delivery delivery);
  std::optional<http::DeliveryReport> next_report() { return reports_.next(); }

  std::size_t requests() const;
  std::size_t reports() const { return reports_.count(); }
  // Returns false if there are not that many requests before patience ends.
  bool wait_for_requests(std::size_t count);

 private:
  const http::HttpReply reply_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<http::Delivery> deliveries_;
  std::size_t requests_ = 0;
  Reports reports_;
};

}  // namespace krm::test
