// Says whether a server speaks plain HTTP, TLS or both on its port. The first byte of a connection
// tells what its client wants: a TLS handshake begins with 0x16, and no HTTP message does.
#pragma once

#include <array>
#include <string_view>
#include <utility>

#include "tls/identity.h"

namespace krm::net {

struct Encryption {
  enum class Tls { automatic, off, require };
  friend constexpr std::array<std::pair<std::string_view, Tls>, 3> words_of(Tls) {
    return {{{"auto", Tls::automatic}, {"off", Tls::off}, {"require", Tls::require}}};
  }
  friend constexpr std::string_view family_of(Tls) { return "choice"; }

  Tls tls = Tls::off;
  tls::Identity* identity = nullptr;  // not null unless `tls` is off; must outlive the connections
};

}  // namespace krm::net
