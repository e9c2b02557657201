// Which of plain HTTP and TLS are spoken. The first byte of a connection tells what its client
// wants: a TLS handshake begins with 0x16, no HTTP message does.
#pragma once

#include "tls/identity.h"

namespace krm::net {

struct Encryption {
  enum class Tls { automatic, off, require };
  Tls tls = Tls::off;
  tls::Identity* identity = nullptr;  // there unless `off`; outlives the connections
};

}  // namespace krm::net
