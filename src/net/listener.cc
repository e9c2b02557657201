#include "net/listener.h"

#include <fmt/format.h>
#include <httplib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <system_error>
#include <thread>
#include <utility>

#include "base/process.h"
#include "base/task.h"
#include "http/date.h"
#include "http/reply.h"
#include "net/wire.h"

namespace krm::net {
namespace {

// Without them httplib::Request has another size here than in the library. The compile flags come
// from the library's pkg-config file.
#if !defined(CPPHTTPLIB_OPENSSL_SUPPORT) || !defined(CPPHTTPLIB_ZLIB_SUPPORT) || \
    !defined(CPPHTTPLIB_BROTLI_SUPPORT)
#define KRM_HTTPLIB_FEATURES false
#else
#define KRM_HTTPLIB_FEATURES true
#endif
static_assert(KRM_HTTPLIB_FEATURES, "find httplib through pkg-config: its flags are missing");

using base::Level;
using Place = LiveConnections::Place;

constexpr int backlog = 4096;  // httplib's own is 5
constexpr std::size_t longest_admin_target = 1024;

// One request and its reply in memory, for httplib's parser and writer.
class MemoryStream final : public httplib::Stream {
 public:
  explicit MemoryStream(std::string request) : request_(std::move(request)) {}

  bool is_readable() const override { return true; }
  bool is_writable() const override { return true; }
  ssize_t read(char* into, size_t size) override {
    const size_t copied = request_.copy(into, size, read_);
    read_ += copied;
    return static_cast<ssize_t>(copied);
  }
  ssize_t write(const char* from, size_t size) override {
    reply_.append(from, size);
    return static_cast<ssize_t>(size);
  }
  void get_remote_ip_and_port(std::string&, int&) const override {}
  void get_local_ip_and_port(std::string&, int&) const override {}
  socket_t socket() const override { return -1; }

  std::string take_reply() { return std::move(reply_); }

 private:
  std::string request_;
  std::size_t read_ = 0;
  std::string reply_;
};

// httplib hands each accepted socket to its queue; ours goes on at once, on the accepting thread,
// and process_and_close_socket() starts the connection's own.
class AtOnce final : public httplib::TaskQueue {
 public:
  using Enqueued = decltype(std::declval<httplib::TaskQueue&>().enqueue({}));  // void or bool
  Enqueued enqueue(std::function<void()> task) override {
    task();
    return Enqueued(true);
  }
  void shutdown() override {}
};

// Only what a route looks at. Content-Length is ours, and Range, Accept-Encoding and Connection
// would make httplib do things that probes and admin do not promise.
std::string admin_head(const http::HttpRequest& request) {
  std::string head = request.method + ' ' + request.target + " HTTP/1.1\r\n";
  if (const auto* host = http::find(request.headers, "Host")) {
    head += "Host: " + host->value + "\r\n";
  }
  return head + "Content-Length: 0\r\n\r\n";
}

}  // namespace

class Listener::Server final : public httplib::Server {
 public:
  Server(http::Handler kms, admin::Routes admin, ListenerLimits limits, const base::Log& log)
      : limits_(limits),
        log_(log),
        live_(limits.connections, limits.reserve),
        answerers_{std::move(kms), [this](const http::HttpRequest& r) { return ask_admin(r); }} {
    new_task_queue = [] { return new AtOnce; };
    // httplib's default is SO_REUSEPORT: two servers would share a port without a word.
    set_socket_options([](socket_t socket) {
      const int yes = 1;
      setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    set_pre_routing_handler([admin](const httplib::Request& request, httplib::Response& response) {
      route(admin, request, response);
      return HandlerResponse::Handled;
    });
    set_post_routing_handler([](const httplib::Request&, httplib::Response& response) {
      response.headers.erase("Keep-Alive");     // the limits that it names are not ours
      response.headers.erase("Accept-Ranges");  // no route has any
    });
  }

  tl::expected<int, std::string> bind(const std::string& host, int port) {
    errno = 0;
    const int bound = port == 0 ? bind_to_any_port(host) : (bind_to_port(host, port) ? port : -1);
    const int error = errno;
    if (bound < 0) {
      return tl::unexpected(fmt::format("cannot listen on {} port {}: {}", host, port, why(error)));
    }
    ::listen(svr_sock_, backlog);
    return bound;
  }

  void start() {
    acceptor_ = std::thread([this] {
      if (listen_after_bind() || stop_.raised()) return;
      failed_ = true;
      log_.say(Level::error, "cannot accept connections any more: {}",
               std::generic_category().message(errno));
      base::TerminationSignals::raise();
    });
    // A stop() that came before the accepting thread would be lost.
    while (!is_running()) std::this_thread::sleep_for(std::chrono::microseconds(50));
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
  static std::string why(int error) {
    if (error == EADDRINUSE) return "the port is taken (--port 0 chooses a free one)";
    if (error != 0) return std::generic_category().message(error);
    return "there is no such host";
  }

  static void route(const admin::Routes& admin, const httplib::Request& request,
                    httplib::Response& response) {
    const admin::Reply reply = admin.answer({.method = request.method, .path = request.path});
    response.status = reply.status;
    response.set_header("Cache-Control", "no-store");
    response.set_header("Date", http::imf_fixdate(std::chrono::system_clock::now()));
    if (!reply.allow.empty()) response.set_header("Allow", reply.allow);
    response.set_content(reply.body, reply.content_type);
  }

  std::optional<std::string> ask_admin(const http::HttpRequest& request) {
    if (!admin::Routes::owns(request.target)) return std::nullopt;
    if (request.target.size() > longest_admin_target) {
      return http::encode_head({.status = 414, .headers = {{"Content-Length", "0"}}, .body = {}});
    }
    MemoryStream stream(admin_head(request));
    bool closed = false;
    let_httplib_answer(*this, stream, !request.keep_alive, closed);
    return stream.take_reply();
  }

  // cpp-httplib 0.11 takes four arguments, 0.18 also the two addresses.
  template <typename Self>
  static void let_httplib_answer(Self& self, httplib::Stream& stream, bool close, bool& closed) {
    const auto setup = [](httplib::Request&) {};
    if constexpr (requires { self.process_request(stream, close, closed, setup); }) {
      self.process_request(stream, close, closed, setup);
    } else {
      self.process_request(stream, {}, 0, {}, 0, close, closed, setup);
    }
  }

  bool process_and_close_socket(socket_t socket) override {
    const Place place = live_.enter(socket);
    if (place == Place::none) {
      refuse(socket);
    } else if (!base::start_task(base::connection_stack, [=, this] { serve(socket, place); })) {
      live_.leave(socket);
      live_.ended();
      refuse(socket);
    }
    return true;
  }

  void serve(socket_t socket, Place place) {
    {
      Wire wire(socket, stop_);
      Connection(wire, place, answerers_, limits_.connection, log_).serve();
      live_.leave(socket);
    }
    live_.ended();
  }

  // On the accepting thread, so it must not wait.
  void refuse(socket_t socket) {
    if (!warned_.exchange(true)) {
      log_.say(Level::warning, "{} connections are open; further ones are answered 503 and closed",
               limits_.connections + limits_.reserve);
    }
    const std::string refusal = Connection::refusal(503);
    [[maybe_unused]] const auto sent =
        send(socket, refusal.data(), refusal.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    shutdown(socket, SHUT_WR);
    close(socket);
  }

  const ListenerLimits limits_;
  const base::Log& log_;
  StopSignal stop_;
  LiveConnections live_;
  Answerers answerers_;
  std::atomic<bool> warned_{false};
  std::atomic<bool> failed_{false};
  std::thread acceptor_;
};

Listener::Listener(http::Handler kms, admin::Routes admin, ListenerLimits limits,
                   const base::Log& log)
    : server_(std::make_unique<Server>(std::move(kms), admin, limits, log)) {}

Listener::~Listener() { server_->stop(std::chrono::milliseconds(0)); }

tl::expected<int, std::string> Listener::bind(const std::string& host, int port) {
  return server_->bind(host, port);
}

void Listener::start() { server_->start(); }

bool Listener::stop(std::chrono::milliseconds drain) { return server_->stop(drain); }

bool Listener::failed() const { return server_->failed(); }

}  // namespace krm::net
