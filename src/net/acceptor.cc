#include "net/acceptor.h"

#include <httplib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <thread>
#include <utility>

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

constexpr int backlog = 4096;  // httplib's own is 5

// Runs each task at once, on the accepting thread. httplib hands every accepted socket to its
// queue.
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

}  // namespace

class Acceptor::Server final : public httplib::Server {
 public:
  Server(Admit admit, Failed failed) : admit_(std::move(admit)), failed_(std::move(failed)) {
    new_task_queue = [] { return new AtOnce; };
    // httplib's default is SO_REUSEPORT, with which two servers would silently share a port.
    set_socket_options([](socket_t socket) {
      const int yes = 1;
      setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
  }

  tl::expected<int, int> bind(const std::string& address, int port) {
    errno = 0;
    const int bound =
        port == 0 ? bind_to_any_port(address) : (bind_to_port(address, port) ? port : -1);
    if (bound < 0) return tl::unexpected(errno);
    ::listen(svr_sock_, backlog);
    return bound;
  }

  void start() {
    thread_ = std::thread([this] {
      if (listen_after_bind() || stopping_) return;
      ended_ = true;
      failed_(errno);
    });
    // A stop() that came before the accepting thread would be lost, so this waits for it.
    while (!is_running() && !ended_) std::this_thread::sleep_for(std::chrono::microseconds(50));
  }

  void end() {
    if (!thread_.joinable()) {
      if (const socket_t bound = svr_sock_.exchange(INVALID_SOCKET); bound != INVALID_SOCKET) {
        close(bound);
      }
      return;
    }
    stopping_ = true;
    stop();
    thread_.join();
  }

 private:
  bool process_and_close_socket(socket_t socket) override {
    admit_(socket);
    return true;
  }

  const Admit admit_;
  const Failed failed_;
  std::atomic<bool> stopping_{false};
  std::atomic<bool> ended_{false};
  std::thread thread_;
};

Acceptor::Acceptor(Admit admit, Failed failed)
    : server_(std::make_unique<Server>(std::move(admit), std::move(failed))) {}

Acceptor::~Acceptor() { server_->end(); }

tl::expected<int, int> Acceptor::bind(const std::string& address, int port) {
  return server_->bind(address, port);
}

void Acceptor::start() { server_->start(); }

void Acceptor::stop() { server_->end(); }

}  // namespace krm::net
