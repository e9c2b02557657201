#include "net/exchange.h"

#include <algorithm>
#include <array>
#include <utility>
#include <variant>

namespace krm::net {
namespace {

// Goes with the head in one piece; with TLS it is one record.
constexpr std::size_t first_piece = tls::Session::longest_record;

}  // namespace

Task<Exchange::Outcome> Exchange::run(std::string_view head, std::string_view body,
                                      Loop::Time until) {
  const auto end = co_await send(head, body, until);
  sent_ = end == Written::End::all;
  // Where the other side takes no more, its reply may have come before that.
  while (!outcome_ && end != Written::End::timeout) {
    if (!co_await wire_.arrival(until)) break;
    hear();
  }
  co_return std::move(outcome_);
}

Task<Written::End> Exchange::send(std::string_view head, std::string_view body, Loop::Time until) {
  const Meanwhile meanwhile{until, [this] { return hear(); }};
  const std::size_t room = first_piece - std::min(first_piece, head.size());
  std::string first;
  first.reserve(head.size() + std::min(room, body.size()));
  first.append(head).append(body.substr(0, room));
  const auto rest = body.substr(std::min(room, body.size()));
  const Written begun = co_await wire_.write(first, &meanwhile);
  if (begun.end != Written::End::all || rest.empty()) co_return begun.end;
  const Written written = co_await wire_.write(rest, &meanwhile);
  co_return written.end;
}

// Is no task: these bytes would be part of one for as long as it sleeps. Returns false when the
// outcome is there.
bool Exchange::hear() {
  std::array<char, tls::Session::longest_record> bytes;
  const Read read = wire_.read(bytes);
  if (read.end == Read::End::nothing) return true;
  if (read.end == Read::End::bytes) {
    framing_.feed({bytes.data(), read.size});
  } else if (wire_.has_ended_well()) {
    framing_.end();
  } else {
    outcome_ = tl::unexpected(std::string(hung_up));
    return false;
  }
  ReplyFraming::Step step = framing_.next();
  if (std::holds_alternative<ReplyFraming::NeedMore>(step)) return true;
  if (auto* reply = std::get_if<http::HttpReply>(&step)) {
    outcome_ = std::move(*reply);
  } else {
    outcome_ = tl::unexpected(std::move(std::get<ReplyFraming::Refusal>(step).why));
  }
  return false;
}

}  // namespace krm::net
