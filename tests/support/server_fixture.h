// Runs a server on a free port of 127.0.0.1, inside the test's own process. A test may look at
// everything around it, and can give it a Script to serve.
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
#include "tests/support/control.h"
#include "tests/support/counting_entropy.h"
#include "tests/support/log_capture.h"
#include "tests/support/manual_clock.h"
#include "tests/support/socket_client.h"
#include "tests/support/tls_peer.h"

namespace krm::test {

// Keeps the reports of deliveries, in the order in which the deliveries ended.
//
// Thread-safety: all members may be called from any thread.
class Reports {
 public:
  void add(const http::DeliveryReport& report);
  // Returns the oldest report that was not returned yet, and waits for it. Returns nullopt if none
  // comes before the patience ends.
  std::optional<http::DeliveryReport> next();
  std::size_t count() const;  // of all reports, returned or not

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

  // These serve the real service. The clock stands where the test puts it, and the entropy counts
  // from 0x00 for each request.
  explicit Server(const net::ListenerLimits& limits = {});
  explicit Server(std::shared_ptr<const scenario::Scenario> scenario,
                  const net::ListenerLimits& limits = {});
  // `entropy` must outlive the server.
  explicit Server(base::Entropy& entropy, const net::ListenerLimits& limits = {});

  // Connects over the transport() of the test program.
  SocketClient connect(int receive_buffer = 0) const;
  void set(admin::Readiness readiness) { health_.set(readiness); }
  bool stop(std::chrono::milliseconds drain) { return listener_.stop(drain); }

  // Waits for `count` decisions of the real service. Returns false if the patience ends first.
  bool wait_for_decisions(std::size_t count) const;
  // Returns the next report of the real service, as Reports::next() does.
  std::optional<http::DeliveryReport> next_report() { return reports_.next(); }

  std::size_t live_connections() const { return listener_.live(); }
  int port() const { return port_; }
  std::string log() const { return log_.text(); }
  ManualClock& clock() { return clock_; }
  mock::Tenants& tenants() { return tenants_; }
  mock::Journal& journal() { return journal_; }

 private:
  http::Handler service(base::Entropy& entropy);
  net::Handlers handlers(http::Handler kms) const;
  int start();

  ManualClock clock_;
  CountingEntropy counting_;
  mock::Tally tally_;
  mock::Journal journal_{{}, nullptr, &tally_};
  mock::Tenants tenants_;
  mutable std::mutex mutex_;
  mutable std::condition_variable decided_;
  std::size_t decisions_ = 0;
  Reports reports_;
  LogCapture log_{base::LogFormat::text, base::Level::info};
  admin::Health health_;
  admin::Control control_{control_of({.tenants = tenants_,
                                      .journal = journal_,
                                      .tally = tally_,
                                      .health = health_,
                                      .entropy = counting_,
                                      .clock = clock_,
                                      .log = log_.log})};
  admin::Routes routes_{control_, {}};
  net::Listener listener_;
  int port_;
};

// Answers every request with the same reply. It delivers the reply as the next Delivery of the
// script says, or plainly after the last one. It keeps the report of each.
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
  // Waits for `count` requests. Returns false if the patience ends first.
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
