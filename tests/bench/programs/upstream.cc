// What requests are forwarded to: an emulator that takes next to no time, and says the same to each
// whole request. Serves on a free port of 127.0.0.1, which it prints, until it is killed.
#include <string>
#include <unordered_map>

#include "traffic/constant_reply.h"
#include "traffic/message.h"
#include "traffic/raw_loop.h"

namespace {

using krm::bench::size_of_message;

// A proxy may send head and body apart.
class Requests {
 public:
  std::size_t count(int connection, std::string_view bytes) {
    if (bytes.empty()) return pending_.erase(connection), 0;
    std::string& pending = pending_[connection];
    pending += bytes;
    std::size_t whole = 0;
    for (auto size = size_of_message(pending); size && *size <= pending.size();
         size = size_of_message(pending)) {
      pending.erase(0, *size);
      ++whole;
    }
    return whole;
  }

 private:
  std::unordered_map<int, std::string> pending_;
};

}  // namespace

int main() {
  const krm::http::HttpReply constant = krm::bench::constant_encrypt_reply();
  Requests requests;
  krm::bench::serve_raw(
      krm::http::encode_head(constant) + constant.body,
      [&](int connection, std::string_view bytes) { return requests.count(connection, bytes); });
  return 1;
}
