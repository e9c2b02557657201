// Keep-alive connections with one outstanding request each, from one thread. Prints one line of
// JSON when the last reply is whole; with --hold the connections stay open until stdin ends.
#include <fmt/format.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "traffic/boto3_request.h"
#include "traffic/channel.h"
#include "traffic/latencies.h"
#include "traffic/loopback.h"
#include "traffic/processor_time.h"
#include "traffic/replies.h"

namespace {

using krm::bench::Channel;
using krm::bench::Descriptor;
using krm::bench::Latencies;
using krm::bench::processor_nanoseconds;
using krm::bench::Replies;
using SteadyClock = std::chrono::steady_clock;

struct Settings {
  int port = 0;
  std::size_t connections = 1;
  std::size_t warm_up = 0;  // requests before the measured ones
  std::size_t requests = 1;
  int number_of_bytes = 32;
  bool encrypt = false;
  std::vector<pid_t> server;
  bool hold = false;
  bool tls = false;
  std::string authority;
};

class Load {
 public:
  explicit Load(const Settings& settings)
      : settings_(settings),
        request_(settings.encrypt ? krm::bench::boto3_encrypt_request()
                                  : krm::bench::boto3_request(settings.number_of_bytes)),
        poller_(epoll_create1(EPOLL_CLOEXEC)) {}

  // Connections that the server resets, closes or answers with an error are counted as refused and
  // not replaced.
  void run() {
    connect();
    if (settings_.warm_up == 0) begin();
    for (std::size_t i = 0; i < clients_.size(); ++i) ask_next(i);
    while (answered_ + refused_ < issued_) handle_events();
    elapsed_ = SteadyClock::now() - began_;
    processor_time_ = processor_nanoseconds(settings_.server) - processor_time_at_begin_;
  }

  void report() {
    fmt::print(R"({{"replies": {}, "refused": {}, "seconds": {}, "server_nanoseconds": {}, )"
               R"("reply_size": {}, "median_nanoseconds": {}, "p99_nanoseconds": {}}})"
               "\n",
               answered_, refused_, std::chrono::duration<double>(elapsed_).count(),
               processor_time_, reply_size_, latencies_.percentile(50), latencies_.percentile(99));
    std::fflush(stdout);
  }

 private:
  struct Client {
    Channel connection;
    Replies replies;
    SteadyClock::time_point asked{};
  };

  void connect() {
    std::optional<krm::bench::TlsClient> tls;
    if (settings_.tls) tls.emplace(settings_.authority);
    for (std::size_t i = 0; i < settings_.connections; ++i) {
      clients_.push_back(
          {tls ? tls->connect(settings_.port) : Channel(krm::bench::connect_to(settings_.port)),
           {}});
      epoll_event event{};
      event.events = EPOLLIN;
      event.data.u64 = i;
      epoll_ctl(poller_.number(), EPOLL_CTL_ADD, clients_.back().connection.number(), &event);
    }
  }

  void begin() {
    began_ = SteadyClock::now();
    processor_time_at_begin_ = processor_nanoseconds(settings_.server);
  }

  void ask_next(std::size_t index) {
    if (issued_ == settings_.warm_up + settings_.requests) return;
    ++issued_;
    clients_[index].asked = SteadyClock::now();
    if (!clients_[index].connection.send(request_)) refuse(index);
  }

  void refuse(std::size_t index) {
    ++refused_;
    clients_[index].connection = Channel(Descriptor());
  }

  void handle_events() {
    std::array<epoll_event, 256> events;
    const int ready =
        epoll_wait(poller_.number(), events.data(), static_cast<int>(events.size()), 10'000);
    if (ready < 0 && errno == EINTR) return;
    if (ready <= 0) throw std::runtime_error("no reply for ten seconds");
    for (std::size_t i = 0; static_cast<int>(i) < ready; ++i) receive(events[i].data.u64);
  }

  void receive(std::size_t index) {
    Client& client = clients_[index];
    std::array<char, 8192> bytes;
    const auto size = client.connection.receive(bytes);
    if (!size) return refuse(index);
    if (client.replies.feed({bytes.data(), *size}) == 0) return;
    if (client.replies.other_than_200() > 0) return refuse(index);
    reply_size_ = client.replies.size_of_last();
    if (answered_ >= settings_.warm_up) latencies_.add(SteadyClock::now() - client.asked);
    if (++answered_ == settings_.warm_up) begin();
    ask_next(index);
  }

  const Settings settings_;
  const std::string request_;
  Descriptor poller_;
  std::vector<Client> clients_;
  std::size_t issued_ = 0;
  std::size_t answered_ = 0;
  std::size_t refused_ = 0;
  std::size_t reply_size_ = 0;
  Latencies latencies_;
  SteadyClock::time_point began_;
  SteadyClock::duration elapsed_{};
  std::int64_t processor_time_at_begin_ = 0;
  std::int64_t processor_time_ = 0;
};

void allow_many_descriptors() {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

void wait_for_end_of_input() {
  std::array<char, 64> ignored;
  while (read(STDIN_FILENO, ignored.data(), ignored.size()) > 0) {
  }
}

}  // namespace

int main(int argc, char** argv) try {
  Settings settings;
  CLI::App app("Sends requests to a server on 127.0.0.1.");
  app.add_option("PORT", settings.port)->required();
  app.add_option("--connections", settings.connections);
  app.add_option("--warm-up", settings.warm_up, "requests before the measured ones");
  app.add_option("--requests", settings.requests, "in all, over all connections");
  app.add_option("--bytes", settings.number_of_bytes, "NumberOfBytes");
  app.add_option("--server", settings.server,
                 "process whose processor time to measure; repeatable, for their sum");
  app.add_flag("--encrypt", settings.encrypt, "send Encrypt in place of GenerateRandom");
  app.add_flag("--hold", settings.hold, "keep the connections open until stdin ends");
  app.add_flag("--tls", settings.tls, "speak HTTPS");
  app.add_option("--authority", settings.authority, "PEM file of whom to trust; without, anybody");
  CLI11_PARSE(app, argc, argv);

  allow_many_descriptors();
  Load load(settings);
  load.run();
  load.report();
  if (settings.hold) wait_for_end_of_input();
  return 0;
} catch (const std::exception& exception) {
  fmt::print(stderr, "{}: {}\n", argv[0], exception.what());
  return 1;
}
