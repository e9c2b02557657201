// Names the server that is asked for what is not answered here.
#pragma once

#include <chrono>
#include <string>

#include "http/request.h"

namespace krm::http {

struct Upstream {
  Transport transport = Transport::http;
  std::string host;  // a name, or an address without brackets
  int port = 0;
  std::string authority_file{};  // PEM; empty: the authorities that the system trusts
  // A reply must be there in that time, counted from when it is asked for.
  std::chrono::milliseconds patience{30'000};

  // Returns `http://HOST:PORT`, without a port that is the default of its scheme. An IPv6 address
  // stands in brackets.
  std::string url() const;
  // Returns the same without the scheme, as Host has it.
  std::string authority() const;

  bool operator==(const Upstream&) const = default;
};

}  // namespace krm::http
