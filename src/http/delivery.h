// Says how a reply travels, as a value. A fault can ask for anything that the wire can do, and
// needs no socket for that. net/delivery carries it out.
//
//   delay, then head and body at the pace of stall and drip, up to the cut
//
// Places are counted in bytes of the body, and the head goes with the first of them. Where a cut
// and a stall name the same place, the stall comes first.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/clock.h"

namespace krm::http {

using Duration = std::chrono::milliseconds;

// Holds the reply back once.
struct Stall {
  std::optional<std::size_t> after;  // bytes of the body; absent: before the first byte of the head
  std::optional<Duration> time;  // absent: until the client leaves, and the reply stays unfinished
};

// Sends the body in pieces of `bytes`, one piece each `every`. The first piece goes with the head.
struct Drip {
  std::size_t bytes = 1;
  Duration every{0};
};

// Ends the connection early, though Content-Length promises more.
struct Cut {
  enum class With { fin, rst };
  With with = With::fin;
  std::optional<std::size_t> after;  // bytes of the body; absent: not even the head is sent
};

struct Delivery {
  // Is sent in place of the reply, as if all of it were body. The connection ends after it.
  std::optional<std::string> garbage;
  Duration delay{0};
  std::optional<Stall> stall;
  std::optional<Drip> drip;
  std::optional<Cut> cut;

  // Returns whether the reply is sent as it is, at once.
  bool plain() const { return !garbage && delay.count() <= 0 && !stall && !drip && !cut; }
};

// Says which clock counts the delay and the stall of a delivery. The delay is counted from `since`.
// The pace of a drip is real time, whatever this clock does.
struct Timing {
  std::shared_ptr<const base::Clock> clock;  // null: real time, from when the delivery begins
  base::Nanoseconds since{0};
};

// Says what became of a delivery.
struct DeliveryReport {
  enum class End {
    complete,     // every byte was handed to the kernel
    cut,          // the connection ended early, as the cut or the garbage asked
    client_left,  // the client closed or reset before the end
    stopped,      // the server stops, and has ended a stall
    failed,       // the client did not take the bytes in time
  };
  End end = End::complete;
  std::size_t bytes_sent = 0;  // bytes of head and body that the kernel took
  std::size_t body_sent = 0;   // those of the body among them
};

constexpr std::array<std::pair<std::string_view, DeliveryReport::End>, 5> words_of(
    DeliveryReport::End) {
  return {{{"complete", DeliveryReport::End::complete},
           {"cut", DeliveryReport::End::cut},
           {"client_left", DeliveryReport::End::client_left},
           {"stopped", DeliveryReport::End::stopped},
           {"failed", DeliveryReport::End::failed}}};
}

}  // namespace krm::http
