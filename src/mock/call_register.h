// All logical calls that are remembered, whichever tenant they belong to, oldest first: what bounds
// them together. Each tenant bounds its own besides.
//
// Thread-safety: all members may be called from any thread.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace krm::mock {

class Tenant;

class CallRegister {
 public:
  explicit CallRegister(std::size_t most) : most_(most) {}

  struct Entry {
    std::weak_ptr<Tenant> tenant;
    std::string invocation;
    std::uint64_t ticket;  // given by add()
  };
  struct Added {
    std::uint64_t ticket;
    std::optional<Entry> oldest;  // one too many: its tenant has to forget it
  };

  Added add(Entry entry);
  // Of a call that its tenant has forgotten by itself; nothing happens when it is not there.
  void remove(std::uint64_t ticket);

 private:
  const std::size_t most_;
  std::mutex mutex_;
  std::map<std::uint64_t, Entry> entries_;
  std::uint64_t next_ = 0;
};

}  // namespace krm::mock
