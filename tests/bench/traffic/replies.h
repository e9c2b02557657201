// Counts the HTTP replies in a stream of bytes, each delimited by its Content-Length.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace krm::bench {

class Replies {
 public:
  // Returns how many replies became whole with these bytes. Throws std::runtime_error on a reply
  // without a Content-Length.
  std::size_t feed(std::string_view bytes);

  std::size_t whole() const { return whole_; }
  std::size_t other_than_200() const { return other_than_200_; }
  // Head and body.
  std::size_t size_of_last() const { return size_of_last_; }

 private:
  std::string pending_;
  std::size_t whole_ = 0;
  std::size_t other_than_200_ = 0;
  std::size_t size_of_last_ = 0;
};

}  // namespace krm::bench
