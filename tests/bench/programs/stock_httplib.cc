// What cpp-httplib costs as it comes: its server, its parser, its thread pool, the same reply every
// time. Serves on a free port of 127.0.0.1, which it prints, until it is killed.
#include <httplib.h>

#include <cstdio>
#include <limits>

#include "traffic/constant_reply.h"

int main() {
  const krm::http::HttpReply constant = krm::bench::constant_reply();
  httplib::Server server;
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
  std::printf("%d\n", server.bind_to_any_port("127.0.0.1"));
  std::fflush(stdout);
  return server.listen_after_bind() ? 0 : 1;
}
