#include "net/listener.h"

#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdint>
#include <exception>
#include <new>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

#include "base/process.h"
#include "net/acceptor.h"
#include "net/addresses.h"
#include "net/loop.h"
#include "net/task.h"
#include "net/upstreams.h"
#include "net/wire.h"

namespace krm::net {
namespace {

using base::Level;

std::string not_bound(std::string_view host, int port, std::string_view why) {
  return fmt::format("cannot listen on {} port {}: {}", host, port, why);
}

bool is_lacking(int error) { return error == EADDRNOTAVAIL || error == EAFNOSUPPORT; }

std::string why_not_bound(int error) {
  if (error == EADDRINUSE) return "the port is taken (--port 0 chooses a free one)";
  return error != 0 ? std::generic_category().message(error) : "the system does not say why";
}

// One for each processor, but only a few: requests of one tenant take turns. Two at least, so that
// one that is held up leaves another.
unsigned number_of_loops() { return std::clamp(std::thread::hardware_concurrency(), 2u, 4u); }

// A loop, and what its connections share.
struct Lane {
  Lane(Pool& pool, const base::Event& stop) : loop(pool), upstreams(loop, stop) {}
  ~Lane() { loop.end(); }

  Loop loop;
  Upstreams upstreams;
};

}  // namespace

class Listener::Server {
 public:
  Server(net::Handlers handlers, Encryption encryption, ListenerLimits limits, const base::Log& log)
      : limits_(limits),
        encryption_(encryption),
        log_(log),
        handlers_(std::move(handlers)),
        live_(limits.connections, limits.reserve) {
    for (unsigned i = 0; i < number_of_loops(); ++i) {
      lanes_.push_back(std::make_unique<Lane>(pool_, stop_));
    }
  }

  tl::expected<int, std::string> bind(const std::vector<std::string>& hosts, int port) {
    const auto addresses = addresses_of(hosts);
    if (!addresses) {
      return tl::unexpected(not_bound(addresses.error(), port, "there is no such host"));
    }
    const auto here = those_of_this_machine(*addresses, port);
    if (!here) return tl::unexpected(here.error());
    for (int tries = 0;; ++tries) {
      const auto bound = bind_all(*here, port);
      if (bound) {
        is_beyond_loopback_ = !std::ranges::all_of(*here, is_loopback, &Address::text);
        return *bound;
      }
      acceptors_.clear();
      // The port that the system chose for one address may be taken at another.
      const bool try_again =
          port == 0 && here->size() > 1 && bound.error().code == EADDRINUSE && tries < 20;
      if (try_again) continue;
      return tl::unexpected(
          not_bound(bound.error().address, port, why_not_bound(bound.error().code)));
    }
  }

  void start() {
    for (const auto& lane : lanes_) lane->loop.start();
    for (const auto& acceptor : acceptors_) acceptor->start();
  }

  bool stop(std::chrono::milliseconds drain) {
    if (acceptors_.empty()) return true;
    stop_.raise();
    live_.end();
    acceptors_.clear();
    live_.shut_reading();
    if (live_.wait_until_ended(drain)) return true;
    do {
      // In this order no client gets a reply that only says that the server stops.
      live_.reset_all();
      for (const auto& lane : lanes_) lane->upstreams.end();
    } while (!live_.wait_until_ended(std::chrono::milliseconds(50)));
    return false;
  }

  bool failed() const { return failed_; }

  bool is_beyond_loopback() const { return is_beyond_loopback_; }
  std::size_t live() const { return live_.count(); }

 private:
  struct NotBound {
    std::string address;
    int code;  // the system's
  };

  // Returns the addresses to listen on. Passes over one that this machine lacks when its host has
  // others. On failure returns one line that says why.
  tl::expected<std::vector<Address>, std::string> those_of_this_machine(
      const std::vector<Address>& addresses, int port) const {
    std::vector<Address> here;
    for (const Address& address : addresses) {
      const int error = why_not_here(address.text);
      if (error == 0) {
        here.push_back(address);
      } else if (address.is_only_one || !is_lacking(error)) {
        return tl::unexpected(not_bound(address.text, port, why_not_bound(error)));
      } else {
        log_.say(Level::info, "there is no address {} on this machine, so nothing listens there",
                 address.text);
      }
    }
    if (!here.empty()) return without_doubles(here);
    return tl::unexpected(not_bound(addresses.front().text, port, why_not_bound(EADDRNOTAVAIL)));
  }

  // Listens on every address, on one port.
  tl::expected<int, NotBound> bind_all(const std::vector<Address>& addresses, int port) {
    for (const Address& address : addresses) {
      auto acceptor = std::make_unique<Acceptor>([this](int socket) { take(socket); },
                                                 [this](int error) { stop_accepting(error); });
      const auto bound = acceptor->bind(address.text, port);
      if (!bound) return tl::unexpected(NotBound{address.text, bound.error()});
      port = *bound;
      acceptors_.push_back(std::move(acceptor));
    }
    for (const Address& address : addresses) {
      log_.say(Level::debug, "listening on {} port {}", address.text, port);
    }
    return port;
  }

  // Is called on the thread of an acceptor.
  void stop_accepting(int error) {
    if (stop_.raised()) return;
    log_.say(Level::error, "cannot accept connections any more: {}",
             std::generic_category().message(error));
    failed_ = true;
    base::Signals::raise_end();
  }

  // The same. Waits while there is no room.
  void take(int socket) {
    std::optional<Admission> admission;
    try {
      admission = live_.enter(socket, [this] { warn_of_crowd(); });
      if (admission) {
        serve(socket, *admission, least_busy());
        return;
      }
    } catch (const std::bad_alloc&) {
      if (admission) {
        live_.leave(socket);
        live_.ended();
      }
    }
    close(socket);
  }

  Lane& least_busy() const {
    return **std::ranges::min_element(lanes_, {},
                                      [](const auto& lane) { return lane->loop.load(); });
  }

  Detached serve(int socket, Admission admission, Lane& lane) {
    const Loop::Share share(lane.loop);
    co_await lane.loop.enter();
    log_.say(Level::debug, "connection {} opened", socket);
    {
      Wire wire(socket, lane.loop, stop_);
      try {
        Connection connection(wire, ++connections_, admission, encryption_, handlers_,
                              lane.upstreams, limits_.connection, log_);
        co_await connection.serve();
      } catch (const std::exception& exception) {  // out of memory, or a bug of ours
        log_.say(Level::error, "bug: a connection ended with: {}", exception.what());
      }
      if (live_.leave(socket)) base::give_memory_back();
    }
    log_.say(Level::debug, "connection {} closed", socket);
    live_.ended();
  }

  void warn_of_crowd() {
    if (warned_.exchange(true)) return;
    log_.say(Level::warning, "{} connections are open; further ones wait until one closes",
             limits_.connections + limits_.reserve);
  }

  const ListenerLimits limits_;
  const Encryption encryption_;
  const base::Log& log_;
  const net::Handlers handlers_;
  base::Event stop_;
  LiveConnections live_;
  Pool pool_{number_of_loops()};
  std::vector<std::unique_ptr<Lane>> lanes_;
  bool is_beyond_loopback_ = false;
  std::atomic<std::uint64_t> connections_{0};  // so far
  std::atomic<bool> warned_{false};
  std::atomic<bool> failed_{false};
  std::vector<std::unique_ptr<Acceptor>> acceptors_;  // one for each address
};

Listener::Listener(Handlers handlers, Encryption encryption, ListenerLimits limits,
                   const base::Log& log)
    : server_(std::make_unique<Server>(std::move(handlers), encryption, limits, log)) {}

Listener::~Listener() { server_->stop(std::chrono::milliseconds(0)); }

tl::expected<int, std::string> Listener::bind(const std::vector<std::string>& hosts, int port) {
  return server_->bind(hosts, port);
}

void Listener::start() { server_->start(); }

bool Listener::stop(std::chrono::milliseconds drain) { return server_->stop(drain); }

bool Listener::is_beyond_loopback() const { return server_->is_beyond_loopback(); }

std::size_t Listener::live() const { return server_->live(); }

bool Listener::failed() const { return server_->failed(); }

}  // namespace krm::net
