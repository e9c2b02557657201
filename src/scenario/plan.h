// What will be done about a request: the Outcome that the service came to, and everything that a
// fault may change about it before a byte is drawn.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/duration.h"
#include "http/delivery.h"
#include "http/header.h"
#include "kms/key_stores.h"
#include "kms/model.h"

namespace krm::scenario {

struct EntropySource;

// A reply that has nothing to do with KMS: these headers, Date and Content-Length, nothing else.
struct CannedReply {
  int status = 200;
  http::Headers headers;
  std::string body;
};

// How the member that carries the bytes is written.
enum class Writing { properly, missing, null, bad_base64, wrong_type, broken_json };

// How a CiphertextForRecipient is spoilt.
enum class CmsDamage { truncate, wrong_key, flip };

struct HeaderEdit {
  struct Remove {};
  struct DateShift {
    base::Milliseconds by;
  };
  std::string name;
  std::variant<Remove, DateShift, std::string> edit;  // a text replaces the value, or goes last
};

// A custom key store that is to be in another state.
struct KeyStoreMove {
  std::string id;
  kms::ConnectionState to;
};

struct Plan {
  kms::Outcome outcome;
  bool replaced = false;                 // what the service came to is not what is answered
  std::optional<CannedReply> canned{};   // in place of what the outcome says
  const EntropySource* bytes = nullptr;  // in place of the scenario's; lives as long as that
  std::int64_t longer = 0;               // bytes more than granted; negative: fewer
  Writing writing = Writing::properly;
  std::optional<CmsDamage> cms{};
  std::vector<HeaderEdit> head{};
  http::Delivery delivery{};
  std::vector<KeyStoreMove> moves{};  // made once everything is decided
  std::string rule{};                 // the key of the one that decided, if one did
  std::string rule_shown{};           // and what people call it

  // Whether the client is told what the outcome is.
  bool answers_outcome() const { return !canned && !delivery.garbage && !gives_no_reply(); }
  // Whether the reply holds random bytes, so that some have to be drawn.
  bool draws() const { return outcome && answers_outcome(); }
  // Whether the connection ends before the first byte.
  bool gives_no_reply() const { return delivery.cut && !delivery.cut->after; }
};

}  // namespace krm::scenario
