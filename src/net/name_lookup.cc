#include "net/name_lookup.h"

#include <netdb.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <memory>
#include <mutex>
#include <new>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

#include "base/ascii.h"
#include "base/event.h"
#include "net/watch.h"

namespace krm::net {
namespace {

using FoundEndpoints = tl::expected<Endpoints, std::string>;

constexpr std::chrono::milliseconds look_for_the_end{50};

struct FreeEndpoints {
  void operator()(addrinfo* all) const noexcept { freeaddrinfo(all); }
};

std::string in_words_of_resolver(int error) {
  if (error == EAI_NONAME || error == EAI_NODATA) return "no such host";
  std::string words = gai_strerror(error);
  if (!words.empty()) words.front() = base::lower(words.front());
  return words;
}

// Blocks unless `flags` has AI_NUMERICHOST.
FoundEndpoints ask_resolver(const std::string& host, int port, int flags) {
  addrinfo wanted{};
  wanted.ai_flags = flags | AI_NUMERICSERV;
  wanted.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const int error = getaddrinfo(host.c_str(), std::to_string(port).c_str(), &wanted, &found);
  if (error != 0) return tl::unexpected(in_words_of_resolver(error));
  const std::unique_ptr<addrinfo, FreeEndpoints> all(found);
  Endpoints endpoints;
  for (const addrinfo* one = all.get(); one != nullptr; one = one->ai_next) {
    Endpoint endpoint{};
    std::memcpy(&endpoint.address, one->ai_addr, one->ai_addrlen);
    endpoint.size = one->ai_addrlen;
    endpoints.push_back(endpoint);
  }
  return endpoints;
}

// Belongs to the thread and to whoever waits. The last of them frees it.
struct Lookup {
  base::Event done;
  std::mutex mutex;
  std::optional<FoundEndpoints> found;
};

// No exception may leave a thread.
FoundEndpoints ask_resolver_in_a_thread(const std::string& host, int port) {
  try {
    return ask_resolver(host, port, 0);
  } catch (const std::bad_alloc&) {
    return tl::unexpected(std::string("out of memory"));
  }
}

// Nobody can end a call of the resolver, so nobody waits for its thread. Returns null when the
// system gives no thread.
std::shared_ptr<Lookup> begin_lookup(std::string host, int port) {
  auto lookup = std::make_shared<Lookup>();
  try {
    std::thread([lookup, host = std::move(host), port] {
      auto found = ask_resolver_in_a_thread(host, port);
      const std::lock_guard lock(lookup->mutex);
      lookup->found = std::move(found);
      lookup->done.raise();
    }).detach();
  } catch (const std::system_error&) {
    return nullptr;
  }
  return lookup;
}

// A resolver that hangs holds one thread for each name, however many wait for it. Returns what
// begin_lookup() does. REQUIRES: this is the thread of a loop.
std::shared_ptr<Lookup> lookup_under_way(const std::string& host, int port) {
  thread_local std::map<std::pair<std::string, int>, std::weak_ptr<Lookup>> all;
  std::erase_if(all, [](const auto& one) { return one.second.expired(); });
  std::weak_ptr<Lookup>& known = all[{host, port}];
  auto lookup = known.lock();
  if (!lookup) known = lookup = begin_lookup(host, port);
  return lookup;
}

}  // namespace

Task<FoundEndpoints> look_up(std::string host, int port, Loop& loop, Loop::Time until,
                             const std::atomic<bool>& ended) {
  if (auto at_once = ask_resolver(host, port, AI_NUMERICHOST)) co_return at_once;
  const auto lookup = lookup_under_way(host, port);
  if (!lookup) co_return tl::unexpected(std::string("the system gives no thread to find its name"));
  // A watch needs a descriptor that is closed when it ends, so it cannot watch that of `done`.
  const base::Event nothing;
  Watch watch(loop, nothing.descriptor());
  while (!lookup->done.raised() && !ended) {
    const auto now = std::chrono::steady_clock::now();
    if (now >= until) break;
    co_await watch.sleep(std::min(until, now + look_for_the_end), &lookup->done);
  }
  const std::lock_guard lock(lookup->mutex);
  if (!lookup->found) co_return tl::unexpected(std::string());
  co_return *lookup->found;
}

}  // namespace krm::net
