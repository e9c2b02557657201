// An Entry is what the journal knows of one request once it is decided. It says who asked for what,
// what KMS would answer, what the rules made of it, and what is sent. It is immutable. How the
// delivery ended is an Ending, which comes later.
//
// It holds the random bytes of the reply, but no secret, signature or document. What is shown of
// the bytes is their length and digest (mock/request_view), unless more is asked for.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "base/packed_texts.h"
#include "mock/case.h"
#include "scenario/history.h"
#include "scenario/match/body.h"

namespace krm::mock {

struct ActiveScenario;

struct Ending {
  using How = scenario::Ended;
  How how = How::sent;
  std::uint64_t body_bytes = 0;  // that the system took
  base::Nanoseconds at{0};       // on the server's clock
};

struct Entry {
  // Takes what is worth keeping out of a case that every stage has passed. The case keeps its
  // reply.
  explicit Entry(Case& one);

  // Adds what came back from the upstream, or did not, after so long.
  void take_back(const Case& one, base::Nanoseconds took);

  // The places of the texts. After the last come the headers that rules look at, in the order of
  // ActiveScenario::headers.
  enum Text : std::size_t {
    tenant,  // absent: the unsigned one
    access_key_id,
    region,
    target,
    invocation_id,
    user_agent,
    key_store,
    likely_cause,
    why,  // what the client did, or what the error of the service says
    first_header,
  };
  std::optional<std::string_view> operator[](Text text) const { return texts[text]; }

  bool answers_well() const;  // 200, and no fault has damaged the payload
  // Returns the rule that decided, or nullptr.
  const scenario::Rule* rule_that_fired() const;
  std::size_t size() const;  // in memory, as far as it can be told

  std::uint64_t id = 0;  // the journal gives it
  std::shared_ptr<const ActiveScenario> active;
  base::PackedTexts texts;
  std::array<std::uint8_t, 16> request_id{};
  base::WallTime at{};  // real time
  base::Nanoseconds arrived{0};
  base::Milliseconds elapsed{0};  // since the tenant's first request, on its clock
  std::uint64_t connection = 0;
  http::Transport transport{};

  std::int64_t call = 0;
  std::int64_t attempt = 1;
  std::optional<std::int64_t> most_attempts{};
  bool is_resent = false;

  bool could_be_read = false;
  std::optional<std::int32_t> number_of_bytes{};
  bool has_recipient = false;
  scenario::match::BodyKind body{};
  std::optional<bool> signature_is_right{};
  std::optional<bool> is_signed{};  // in the form that `shape` asks for; none: nobody looked

  kms::Outcome service = kms::Grant{};
  std::vector<scenario::Ruling> rulings{};
  bool has_rule = false;  // the last of the rulings fired
  base::Milliseconds delay{0};

  std::shared_ptr<const http::Upstream> forwarded_to{};  // null: it was answered here
  std::optional<base::Nanoseconds> took{};               // until the upstream had answered
  std::string failure{};                                 // why it has not; empty: it has

  std::optional<int> status{};  // none: no reply was sent, or none has come yet
  std::string_view error{};     // that the reply has; static; empty: none
  bool is_canned = false;       // the reply is a fault's, as is
  bool is_garbage = false;      // no reply at all, but bytes
  bool is_damaged = false;
  bool is_foreign = false;  // another server's operation
  scenario::RetryAfter retry_after{};
  std::vector<std::uint8_t> payload{};         // the random bytes of the reply, unsealed
  Ending::How wanted_end = Ending::How::sent;  // if nothing comes between
};

}  // namespace krm::mock
