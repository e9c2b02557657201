// A Plan says what will be done about a request. It has the Outcome that the service came to, and
// everything that a fault may change about it before a byte is drawn.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/duration.h"
#include "http/delivery.h"
#include "http/header.h"
#include "kms/key_stores.h"
#include "kms/model.h"
#include "scenario/template.h"

namespace krm::scenario {

struct EntropySource;

// A CannedReply has nothing to do with KMS. It has only these headers, Date and Content-Length.
struct CannedReply {
  int status = 200;
  std::vector<std::pair<std::string, Template>> headers;
  Template body;
};

// Writing says how the member that holds the bytes is written.
enum class Writing { properly, missing, null, bad_base64, wrong_type, broken_json };

// CmsDamage says how a CiphertextForRecipient is spoilt.
enum class CmsDamage { truncate, wrong_key, flip };

struct HeaderEdit {
  struct Remove {};
  struct DateShift {
    base::Milliseconds by;
  };
  std::string name;
  std::variant<Remove, DateShift, std::string> edit;  // a text replaces the value, or goes last
};

// A KeyStoreMove puts a custom key store into another state.
struct KeyStoreMove {
  std::string id;
  kms::ConnectionState to;
};

// A Ruling is what became of one rule at one request.
enum class Ruling : std::uint8_t {
  fired,
  no,  // a matcher does not match, or nothing is there that a fault could change
  skipped,
  not_its_turn,  // of `every`
  chance_said_no,
  used_up,
  not_yet,  // of `between`
  over,
};
constexpr std::array<std::pair<std::string_view, Ruling>, 8> words_of(Ruling) {
  return {{{"fired", Ruling::fired},
           {"no", Ruling::no},
           {"skipped", Ruling::skipped},
           {"not its turn", Ruling::not_its_turn},
           {"chance said no", Ruling::chance_said_no},
           {"used up", Ruling::used_up},
           {"not yet", Ruling::not_yet},
           {"over", Ruling::over}}};
}

struct Plan {
  kms::Outcome outcome;
  std::string_view operation{};          // that the request names, for faults; empty: none
  bool replaced = false;                 // a fault decides what is answered
  std::optional<CannedReply> canned{};   // in place of what the outcome says
  aws::ErrorDialect dialect{};           // of an outcome that is an error
  const EntropySource* bytes = nullptr;  // in place of the scenario's; lives as long as that
  std::int64_t longer = 0;               // bytes more than granted; negative: fewer
  Writing writing = Writing::properly;
  std::optional<CmsDamage> cms{};
  std::vector<HeaderEdit> head{};
  http::Delivery delivery{};
  std::vector<KeyStoreMove> moves{};  // made once everything is decided
  std::vector<Ruling> rulings{};      // of the rules that were looked at, in order
  std::string rule{};                 // the key of the rule that decided, if one did
  std::string rule_shown{};           // and what people call it

  // Returns whether the client is told what the outcome is.
  bool answers_outcome() const { return !canned && !delivery.garbage && !gives_no_reply(); }
  // Returns whether the reply holds random bytes, so that some have to be drawn.
  bool draws() const { return kms::grant_of(outcome) != nullptr && answers_outcome(); }
  // Returns whether the client gets what another server answers, so that it has to be asked.
  bool forwards() const { return kms::is_referral(outcome) && answers_outcome(); }
  // Returns whether the connection ends before the first byte.
  bool gives_no_reply() const { return delivery.cut && !delivery.cut->after; }
};

}  // namespace krm::scenario
