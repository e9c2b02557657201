// TLS handshakes, each on a connection of its own that ends when the server's ticket is there.
// Prints one line of JSON.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <future>
#include <string>
#include <vector>

#include "traffic/channel.h"
#include "traffic/processor_time.h"

namespace {

using krm::bench::processor_nanoseconds;
using SteadyClock = std::chrono::steady_clock;

struct Settings {
  int port = 0;
  std::string authority;
  std::size_t at_once = 1;
  std::size_t warm_up = 0;  // handshakes before the measured ones
  std::size_t handshakes = 1;
  bool resume = false;
  std::vector<pid_t> server;
};

class Client {
 public:
  explicit Client(const Settings& settings) : settings_(settings), tls_(settings.authority) {}

  void shake_hands(std::size_t times) {
    for (; times > 0; --times) {
      auto channel = tls_.connect(settings_.port, settings_.resume ? ticket_.get() : nullptr);
      ticket_ = channel.ticket();
      channel.leave();
    }
  }

 private:
  const Settings& settings_;
  krm::bench::TlsClient tls_;
  krm::bench::Ticket ticket_;
};

void shake_hands(std::vector<Client>& clients, std::size_t times) {
  std::vector<std::future<void>> running;
  for (Client& client : clients) {
    running.push_back(
        std::async(std::launch::async, &Client::shake_hands, &client, times / clients.size()));
  }
  for (auto& future : running) future.get();
}

}  // namespace

int main(int argc, char** argv) try {
  Settings settings;
  CLI::App app("Shakes hands with a server on 127.0.0.1.");
  app.add_option("PORT", settings.port)->required();
  app.add_option("--authority", settings.authority, "PEM file of whom to trust; without, anybody");
  app.add_option("--at-once", settings.at_once, "clients, each with one connection after another");
  app.add_option("--warm-up", settings.warm_up, "handshakes before the measured ones");
  app.add_option("--handshakes", settings.handshakes, "in all, over all clients");
  app.add_flag("--resume", settings.resume, "resume the session before, after each one's first");
  app.add_option("--server", settings.server, "process whose processor time to measure");
  CLI11_PARSE(app, argc, argv);

  std::vector<Client> clients;
  for (std::size_t i = 0; i < settings.at_once; ++i) clients.emplace_back(settings);
  shake_hands(clients, settings.warm_up);
  const auto began = SteadyClock::now();
  const std::int64_t processor_time = processor_nanoseconds(settings.server);
  shake_hands(clients, settings.handshakes);
  fmt::print(R"({{"seconds": {}, "server_nanoseconds": {}}})"
             "\n",
             std::chrono::duration<double>(SteadyClock::now() - began).count(),
             processor_nanoseconds(settings.server) - processor_time);
  return 0;
} catch (const std::exception& exception) {
  fmt::print(stderr, "{}: {}\n", argv[0], exception.what());
  return 1;
}
