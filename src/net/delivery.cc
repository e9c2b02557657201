#include "net/delivery.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace krm::net {
namespace {

using http::Cut;
using http::Delivery;
using http::DeliveryReport;
using End = http::DeliveryReport::End;

const base::Clock& real_time() {
  static const base::SystemClock clock;
  return clock;
}

End end_of(Written::End written) {
  if (written == Written::End::all) return End::complete;
  return written == Written::End::client_left ? End::client_left : End::failed;
}

Task<DeliveryReport> deliver_plainly(Wire& wire, const http::HttpReply& reply) {
  std::string bytes = http::encode_head(reply);
  const std::size_t head = bytes.size();
  bytes += reply.body;
  const Written written = co_await wire.write(bytes);
  co_return DeliveryReport{end_of(written.end), written.size, std::max(written.size, head) - head};
}

// Runs one delivery. Places are offsets into head and body together.
class Sending {
 public:
  Sending(Wire& wire, const http::HttpReply& reply, const Delivery& delivery,
          const http::Timing& timing)
      : wire_(wire),
        delivery_(delivery),
        clock_(timing.clock ? *timing.clock : real_time()),
        reached_(timing.clock ? timing.since : clock_.monotonic()),
        head_(delivery.garbage ? std::string() : http::encode_head(reply)),
        bytes_(delivery.garbage ? *delivery.garbage : head_ + reply.body),
        end_(delivery.cut ? place(delivery.cut->after) : bytes_.size()),
        piece_(delivery.drip ? std::clamp<std::size_t>(delivery.drip->bytes, 1, bytes_.size())
                             : 0) {
    if (delivery.stall) stall_ = place(delivery.stall->after);
  }

  Task<End> run() {
    if (delivery_.delay.count() > 0) {
      reached_ += delivery_.delay;
      if (co_await wire_.wait(clock_, reached_, Leaving::on_reset) == Waited::client_left) {
        co_return End::client_left;
      }
      // The kernel takes what nobody waits for any more. It is sent, and does not count as taken.
      is_alone_ = wire_.client_has_ended();
    }
    for (;;) {
      if (stall_ == sent_) {
        stall_.reset();
        if (const auto ended = co_await stall(delivery_.stall->time)) co_return *ended;
      }
      if (sent_ == end_) break;
      const std::size_t to = next_place();
      if (stall_) reached_ = std::max(reached_, clock_.monotonic());
      const auto written = co_await wire_.write(std::string_view(bytes_).substr(sent_, to - sent_));
      sent_ += written.size;
      if (written.end != Written::End::all) co_return end_of(written.end);
      if (pause_due() && co_await pause() == Waited::client_left) co_return End::client_left;
    }
    if (delivery_.cut) co_return co_await cut(delivery_.cut->with);
    if (delivery_.garbage) co_return co_await cut(Cut::With::fin);
    co_return is_alone_ ? End::client_left : End::complete;
  }

  std::size_t sent() const { return sent_; }
  std::size_t body_sent() const { return std::max(sent_, head_.size()) - head_.size(); }

 private:
  // Returns the place where `after` bytes of the body end, or 0 without a value. A place beyond the
  // body becomes its end.
  std::size_t place(std::optional<std::size_t> after) const {
    return after ? head_.size() + std::min(*after, bytes_.size() - head_.size()) : 0;
  }

  // Returns how the delivery ended, or nothing when it goes on.
  Task<std::optional<End>> stall(std::optional<http::Duration> time) {
    std::optional<base::Nanoseconds> end;
    if (time) end = reached_ + *time;
    switch (co_await wire_.wait(clock_, end, Leaving::on_any_close)) {
      case Waited::elapsed:
        co_return std::nullopt;
      case Waited::client_left:
        co_return End::client_left;
      case Waited::stopping:
        co_await wire_.finish();
        co_return End::stopped;
    }
    co_return std::nullopt;
  }

  // Returns where the next write stops: at the end, the stall or the edge of a piece.
  std::size_t next_place() const {
    std::size_t to = end_;
    if (stall_ && *stall_ > sent_) to = std::min(to, *stall_);
    if (piece_ > 0) {
      to = std::min(to, head_.size() + (body_sent() / piece_ + 1) * piece_);
    }
    return to;
  }

  bool pause_due() const {
    return piece_ > 0 && sent_ < end_ && sent_ > head_.size() &&
           (sent_ - head_.size()) % piece_ == 0;
  }

  Task<Waited> pause() {
    const base::Clock& clock = real_time();
    return wire_.wait(clock, clock.monotonic() + delivery_.drip->every, Leaving::on_reset);
  }

  Task<End> cut(Cut::With with) {
    if (with == Cut::With::rst) {
      co_await wire_.reset();
    } else {
      co_await wire_.break_off();
    }
    co_return End::cut;
  }

  Wire& wire_;
  const Delivery& delivery_;
  const base::Clock& clock_;
  // When the next byte was due. A stall counts from here. It is taken before the write: a client
  // that sees the bytes before a stall may move the clock on at once.
  base::Nanoseconds reached_;
  const std::string head_;
  const std::string bytes_;  // head and body, or the garbage
  const std::size_t end_;    // where the cut is; the size of `bytes_` without one
  const std::size_t piece_;  // bytes in a piece of the drip; 0: no drip
  std::optional<std::size_t> stall_;
  std::size_t sent_ = 0;
  bool is_alone_ = false;
};

Task<DeliveryReport> deliver_with_faults(Wire& wire, const http::HttpReply& reply,
                                         const Delivery& delivery, const http::Timing& timing) {
  Sending sending(wire, reply, delivery, timing);
  const End end = co_await sending.run();
  co_return DeliveryReport{end, sending.sent(), sending.body_sent()};
}

}  // namespace

Task<DeliveryReport> deliver(Wire& wire, const http::HttpReply& reply, const Delivery& delivery,
                             const http::Timing& timing) {
  return delivery.plain() ? deliver_plainly(wire, reply)
                          : deliver_with_faults(wire, reply, delivery, timing);
}

}  // namespace krm::net
