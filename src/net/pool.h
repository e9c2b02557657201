// A few threads for what takes long: it computes, or waits for a file. A loop would keep all of its
// connections waiting meanwhile.
//
// Thread-safety: any thread may call run().
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace krm::net {

class Pool {
 public:
  // Starts no thread before there is work, and never more than `most`.
  explicit Pool(std::size_t most) : most_(most) {}
  // Does the work that is left first.
  ~Pool();
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  // Does `work` soon, in the order in which it was given. It must not throw. Throws when the system
  // gives no memory, or no thread and there is none yet.
  void run(std::function<void()> work);

 private:
  void work_until_the_end();

  const std::size_t most_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> waiting_;
  std::vector<std::thread> threads_;
  std::size_t idle_ = 0;
  bool ends_ = false;
};

}  // namespace krm::net
