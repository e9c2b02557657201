// Connections to a server on 127.0.0.1.
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace krm::bench {

// A descriptor that is closed with its owner.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  ~Descriptor();

  int number() const { return number_; }

 private:
  int number_ = -1;
};

// Blocks until the kernel has made the connection; no Nagle. Throws std::system_error.
Descriptor connect_to(int port);

// Sends `request` and waits for the whole reply. Throws std::runtime_error unless it is a 200.
void ask(const Descriptor& connection, std::string_view request);

}  // namespace krm::bench
