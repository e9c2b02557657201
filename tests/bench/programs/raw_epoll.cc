// The floor for a reply: one thread, one receive, one send, no look at what was received. Serves on
// a free port of 127.0.0.1, which it prints, until it is killed.
#include "traffic/constant_reply.h"
#include "traffic/raw_loop.h"

int main() {
  const krm::http::HttpReply constant = krm::bench::constant_reply();
  krm::bench::serve_raw(krm::http::encode_head(constant) + constant.body,
                        [](int, std::string_view) { return 1; });
  return 1;
}
