#include "net/listener.h"

#include <fmt/format.h>
#include <httplib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <exception>
#include <new>
#include <thread>
#include <utility>

#include "base/process.h"
#include "base/task.h"
#include "net/wire.h"

namespace krm::net {
namespace {

// Without these flags httplib::Server has a different layout here than in the library. The flags
// come from the library's pkg-config file.
#if !defined(CPPHTTPLIB_OPENSSL_SUPPORT) || !defined(CPPHTTPLIB_ZLIB_SUPPORT) || \
    !defined(CPPHTTPLIB_BROTLI_SUPPORT)
#define KRM_HTTPLIB_FEATURES false
#else
#define KRM_HTTPLIB_FEATURES true
#endif
static_assert(KRM_HTTPLIB_FEATURES, "find httplib through pkg-config: its flags are missing");

using base::Level;

constexpr int backlog = 4096;  // httplib's own is 5

// Runs each task at once, on the accepting thread. httplib hands every accepted socket to its
// queue. From here process_and_close_socket() starts the connection's own thread.
class AtOnce final : public httplib::TaskQueue {
 public:
  // The type is void in httplib 0.11 and bool in 0.18.
  using Enqueued = decltype(std::declval<httplib::TaskQueue&>().enqueue({}));
  Enqueued enqueue(std::function<void()> task) override {
    task();
    return Enqueued(true);
  }
  void shutdown() override {}
};

std::string why_not_bound(int error) {
  if (error == EADDRINUSE) return "the port is taken (--port 0 chooses a free one)";
  if (error != 0) return std::generic_category().message(error);
  return "there is no such host";
}

}  // namespace

class Listener::Server final : public httplib::Server {
 public:
  Server(net::Handlers handlers, Encryption encryption, ListenerLimits limits, const base::Log& log)
      : limits_(limits),
        encryption_(encryption),
        log_(log),
        handlers_(std::move(handlers)),
        live_(limits.connections, limits.reserve) {
    new_task_queue = [] { return new AtOnce; };
    // httplib's default is SO_REUSEPORT, with which two servers would silently share a port.
    set_socket_options([](socket_t socket) {
      const int yes = 1;
      setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
  }

  tl::expected<int, std::string> bind(const std::string& host, int port) {
    errno = 0;
    const int bound = port == 0 ? bind_to_any_port(host) : (bind_to_port(host, port) ? port : -1);
    const int error = errno;
    if (bound < 0) {
      return tl::unexpected(
          fmt::format("cannot listen on {} port {}: {}", host, port, why_not_bound(error)));
    }
    ::listen(svr_sock_, backlog);
    return bound;
  }

  void start() {
    acceptor_ = std::thread([this] {
      if (listen_after_bind() || stop_.raised()) return;
      log_.say(Level::error, "cannot accept connections any more: {}",
               std::generic_category().message(errno));
      failed_ = true;
      base::Signals::raise_end();
    });
    // A stop() that came before the accepting thread would be lost, so this waits for it.
    while (!is_running() && !failed_) std::this_thread::sleep_for(std::chrono::microseconds(50));
  }

  bool stop(std::chrono::milliseconds drain) {
    if (!acceptor_.joinable()) return true;
    stop_.raise();
    httplib::Server::stop();
    acceptor_.join();
    live_.shut_reading();
    if (live_.wait_until_ended(drain)) return true;
    do {
      live_.reset_all();
    } while (!live_.wait_until_ended(std::chrono::milliseconds(50)));
    return false;
  }

  bool failed() const { return failed_; }

 private:
  bool process_and_close_socket(socket_t socket) override {
    try {
      admit(socket);
    } catch (const std::bad_alloc&) {
      close(socket);
    }
    return true;
  }

  void admit(socket_t socket) {
    const Admission admission = live_.enter(socket);
    if (admission == Admission::refused) {
      refuse(socket, fmt::format("{} connections are open", limits_.connections + limits_.reserve));
    } else if (!base::start_task(base::connection_stack, [=, this] { serve(socket, admission); })) {
      live_.leave(socket);
      live_.ended();
      refuse(socket, "the system gives no more threads");
    }
  }

  void serve(socket_t socket, Admission admission) {
    log_.say(Level::debug, "connection {} opened", socket);
    {
      Wire wire(socket, limits_.connection.idle, stop_);
      try {
        Connection(wire, admission, encryption_, handlers_, limits_.connection, log_).serve();
      } catch (const std::exception& exception) {  // out of memory, or a bug of ours
        log_.say(Level::error, "bug: a connection ended with: {}", exception.what());
      }
      live_.leave(socket);
    }
    log_.say(Level::debug, "connection {} closed", socket);
    live_.ended();
  }

  // Answers 503 and closes. It runs on the accepting thread, so it must not wait.
  void refuse(socket_t socket, std::string_view why) {
    if (!warned_.exchange(true)) {
      log_.say(Level::warning, "{}; further ones are answered 503 and closed", why);
    }
    const std::string refusal = Connection::refusal(503);
    [[maybe_unused]] const auto sent =
        send(socket, refusal.data(), refusal.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    shutdown(socket, SHUT_WR);
    close(socket);
  }

  const ListenerLimits limits_;
  const Encryption encryption_;
  const base::Log& log_;
  const net::Handlers handlers_;
  base::Event stop_;
  LiveConnections live_;
  std::atomic<bool> warned_{false};
  std::atomic<bool> failed_{false};
  std::thread acceptor_;
};

Listener::Listener(Handlers handlers, Encryption encryption, ListenerLimits limits,
                   const base::Log& log)
    : server_(std::make_unique<Server>(std::move(handlers), encryption, limits, log)) {}

Listener::~Listener() { server_->stop(std::chrono::milliseconds(0)); }

tl::expected<int, std::string> Listener::bind(const std::string& host, int port) {
  return server_->bind(host, port);
}

void Listener::start() { server_->start(); }

bool Listener::stop(std::chrono::milliseconds drain) { return server_->stop(drain); }

bool Listener::failed() const { return server_->failed(); }

}  // namespace krm::net
