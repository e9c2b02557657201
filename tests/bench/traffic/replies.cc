#include "traffic/replies.h"

#include "traffic/message.h"

namespace krm::bench {

std::size_t Replies::feed(std::string_view bytes) {
  pending_ += bytes;
  const std::size_t before = whole_;
  for (;;) {
    const auto size = size_of_message(pending_);
    if (!size || *size > pending_.size()) return whole_ - before;
    if (!pending_.starts_with("HTTP/1.1 200 ")) ++other_than_200_;
    ++whole_;
    size_of_last_ = *size;
    pending_.erase(0, *size);
  }
}

}  // namespace krm::bench
