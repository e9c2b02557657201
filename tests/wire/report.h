// What became of a delivery, as a test compares and prints it.
#pragma once

#include <ostream>

#include "http/delivery.h"

namespace krm::http {

inline bool operator==(const DeliveryReport& a, const DeliveryReport& b) {
  return a.end == b.end && a.bytes_sent == b.bytes_sent;
}

inline std::ostream& operator<<(std::ostream& out, const DeliveryReport& report) {
  constexpr const char* ends[] = {"complete", "cut", "client left", "stopped", "failed"};
  return out << ends[static_cast<int>(report.end)] << " after " << report.bytes_sent << " bytes";
}

}  // namespace krm::http
