// What cpp-httplib costs as it comes: its server, its parser, its thread pool, the same reply every
// time. Serves on a free port of 127.0.0.1, which it prints, until it is killed.
#include <httplib.h>
#include <sys/socket.h>

#include <cstdio>
#include <limits>

#include "traffic/constant_reply.h"

namespace {

class Server final : public httplib::Server {
 public:
  // Returns the port. A backlog of five, the library's own, loses some of 64 connections that are
  // made at once.
  int bind_with_a_real_backlog() {
    const int port = bind_to_any_port("127.0.0.1");
    ::listen(svr_sock_, 4096);
    return port;
  }
};

}  // namespace

int main() {
  const krm::http::HttpReply constant = krm::bench::constant_reply();
  Server server;
  // A worker belongs to its connection as long as that lives.
  server.new_task_queue = [] { return new httplib::ThreadPool(80); };
  // By default five requests a connection, and head and body wait for each other's ACK.
  server.set_keep_alive_max_count(std::numeric_limits<size_t>::max());
  server.set_tcp_nodelay(true);
  server.Post("/", [&](const httplib::Request&, httplib::Response& response) {
    for (const auto& [name, value] : constant.headers) {
      if (name != "Content-Type" && name != "Content-Length") response.set_header(name, value);
    }
    response.set_content(constant.body, std::string(krm::aws::json_1_1));
  });
  std::printf("%d\n", server.bind_with_a_real_backlog());
  std::fflush(stdout);
  return server.listen_after_bind() ? 0 : 1;
}
