// How a reply travels, as a value: the full vocabulary of the wire, so that a fault can say what
// should happen and needs no socket to say it. net/delivery carries it out.
//
//   delay, then head and body at the pace of stall and drip, up to the cut
//
// Places are counted in bytes of the body; the head goes with the first of them. Where a cut and a
// stall name the same place the stall comes first.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "base/clock.h"

namespace krm::http {

using Duration = std::chrono::milliseconds;

// Hold the reply back once.
struct Stall {
  std::optional<std::size_t> after;  // bytes of the body; absent: before the first byte of the head
  std::optional<Duration> time;  // absent: until the client leaves; the reply is not finished then
};

// Send the body `bytes` at a time, one piece each `every`. The first goes with the head.
struct Drip {
  std::size_t bytes = 1;
  Duration every{0};
};

// End the connection early, though Content-Length promises more.
struct Cut {
  enum class With { fin, rst };
  With with = With::fin;
  std::optional<std::size_t> after;  // bytes of the body; absent: before anything, head included
};

struct Delivery {
  // Sent in place of the reply, as if all of it were body; the connection ends behind it.
  std::optional<std::string> garbage;
  Duration delay{0};
  std::optional<Stall> stall;
  std::optional<Drip> drip;
  std::optional<Cut> cut;
};

// Whose time a delivery takes: what its delay and its stall are counted on, the delay from `since`.
// The pace of a drip is real time, whatever this clock does.
struct Timing {
  std::shared_ptr<const base::Clock> clock;  // null: real time, from when the delivery begins
  base::Nanoseconds since{0};
};

// What became of it.
struct DeliveryReport {
  enum class End {
    complete,     // every byte was handed to the kernel
    cut,          // as Delivery::cut asked
    client_left,  // the client closed or reset before the end
    stopped,      // the server is stopping and ended a stall
    failed,       // the client did not take the bytes in time
  };
  End end = End::complete;
  std::size_t bytes_sent = 0;  // of head and body, as far as the kernel took them
};

}  // namespace krm::http
