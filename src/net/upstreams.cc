#include "net/upstreams.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "net/exchange.h"
#include "net/watch.h"
#include "tls/handshake_advice.h"

namespace krm::net {
namespace {

using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;

constexpr auto most_time_to_connect = 5s;
constexpr std::size_t most_idle = 64;
constexpr auto most_idle_time = 1s;  // servers close theirs after a time, and few do so before

constexpr const char* server_stops = "this server stops";

std::string in_words(std::chrono::milliseconds time) {
  return time % 1s == 0ms ? fmt::format("{} s", time / 1s) : fmt::format("{} ms", time.count());
}

// Clears a flag, also where an exception ends the work.
struct AtItsEnd {
  bool& flag;
  ~AtItsEnd() { flag = false; }
};

}  // namespace

Task<Upstreams::Fetched> Upstreams::fetch(const http::HttpRequest& request,
                                          const http::Errand& errand) {
  const http::Upstream& upstream = *errand.to;
  const auto until = SteadyClock::now() + upstream.patience;
  Line line = take_idle(upstream);
  const bool is_kept = line != nullptr;
  if (!is_kept) {
    auto opened = co_await open(upstream, until);
    if (sockets_.ended()) co_return tl::unexpected(std::string(server_stops));
    if (!opened && opened.error().empty()) {
      co_return tl::unexpected(
          fmt::format("it took no connection within {}",
                      in_words(std::min<http::Duration>(upstream.patience, most_time_to_connect))));
    }
    if (!opened) co_return tl::unexpected(std::move(opened.error()));
    line = std::move(*opened);
  }
  Exchange exchange(line->wire(), request.method == "HEAD");
  auto reply = co_await exchange.run(errand.head, request.body, until);
  // By its end a socket that is shut down looks as if the other side had closed it.
  if (sockets_.ended()) co_return tl::unexpected(std::string(server_stops));
  if (!reply)
    co_return tl::unexpected(
        fmt::format("it did not answer within {}", in_words(upstream.patience)));
  if (exchange.can_go_on()) keep(upstream, std::move(line));
  if (!*reply && is_kept && reply->error() == hung_up) {
    co_return tl::unexpected(
        std::string("it closed a connection that was kept, before it replied"));
  }
  co_return std::move(*reply);
}

// Takes the newest. Those that the other side has closed, or has written to, are closed.
Upstreams::Line Upstreams::take_idle(const http::Upstream& upstream) {
  const auto oldest = SteadyClock::now() - most_idle_time;
  for (auto at = idle_.end(); at != idle_.begin();) {
    --at;
    if (at->upstream != upstream) continue;
    Line line = std::move(at->line);
    const bool is_young = at->since > oldest;
    at = idle_.erase(at);
    if (is_young && line->wire().is_silent()) return line;
  }
  return nullptr;
}

void Upstreams::keep(const http::Upstream& upstream, Line line) {
  if (idle_.size() >= most_idle) idle_.pop_front();
  idle_.push_back({upstream, std::move(line), SteadyClock::now()});
  if (std::exchange(is_closing_, true)) return;
  closing_.emplace(close_idle());
  closing_->await_suspend(std::noop_coroutine());
}

// A server that serves one connection after the other waits for the end of this one.
Task<void> Upstreams::close_idle() {
  const AtItsEnd clears{is_closing_};
  const base::Event nothing;  // a watch has to have a descriptor
  Watch watch(home_.loop, nothing.descriptor());
  while (!idle_.empty()) {
    const auto due = idle_.front().since + most_idle_time;
    if (SteadyClock::now() >= due) {
      idle_.pop_front();
    } else {
      co_await watch.sleep(due);
    }
  }
}

Task<UpstreamLine::Opened> Upstreams::open(const http::Upstream& upstream, Loop::Time until) {
  const auto connected_by = std::min(until, SteadyClock::now() + most_time_to_connect);
  auto opened = co_await UpstreamLine::open(upstream, home_, connected_by);
  if (!opened || upstream.transport == http::Transport::http) co_return opened;
  auto failure = co_await secure(upstream, (*opened)->wire(), connected_by);
  if (!failure.empty()) co_return tl::unexpected(std::move(failure));
  co_return opened;
}

// Returns nothing, or why it failed.
Task<std::string> Upstreams::secure(const http::Upstream& upstream, Wire& wire, Loop::Time until) {
  auto found = contexts_.find(upstream.authority_file);
  if (found == contexts_.end()) {
    const auto& file = upstream.authority_file;
    auto made =
        co_await home_.loop.aside([&file] { return tls::ClientContext::that_trusts(file); });
    if (!made) co_return std::move(made.error());
    found = contexts_.try_emplace(file, std::move(*made)).first;
  }
  auto session = found->second.new_session(upstream.host);
  const auto secured = co_await wire.secure(std::move(session), "it", until);
  if (secured) co_return std::string();
  co_return fmt::format("TLS failed: {}{}", secured.error(),
                        tls::advice_for_own(secured.error(), upstream.host));
}

}  // namespace krm::net
