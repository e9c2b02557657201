// One request on its way to its reply. Each stage fills the members under its name, and later
// stages read them. Whoever keeps a record reads them afterwards.
//
// Thread-safety: none. It belongs to the thread that handles the request.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "aws/json_value.h"
#include "aws/sdk_attempt.h"
#include "base/clock.h"
#include "base/keyed_stream.h"
#include "http/reply.h"
#include "http/request.h"
#include "kms/attest.h"
#include "kms/authorise.h"
#include "kms/model.h"
#include "kms/operation.h"
#include "kms/quota.h"
#include "kms/seal.h"
#include "mock/tenant_clock.h"
#include "mock/tenant_state.h"
#include "scenario/entropy_source.h"
#include "scenario/plan.h"
#include "sigv4/mismatch.h"
#include "sigv4/signature.h"

namespace krm::mock {

class Tenant;

// The bytes that a plan wants.
struct Order {
  const scenario::EntropySource* source = nullptr;
  scenario::Draw draw{};
  std::size_t size = 0;
  // The call whose next attempt gets the same system bytes; empty where none may.
  std::string invocation{};
  // What an earlier attempt's system bytes were expanded from.
  std::optional<base::StreamKey> system{};
};

// Every random byte of one reply.
struct Drawn {
  std::array<std::uint8_t, 16> request_id{};
  std::vector<std::uint8_t> payload{};  // as many as the order says, until they are sealed
  kms::SealingBytes sealing{};
};

struct Case {
  const http::HttpRequest& request;  // must outlive the case, as `signature` views it

  base::Nanoseconds arrived{0};  // on the server's clock
  std::string_view own_name{};   // of this server, in the Via of what it forwards

  // identify
  sigv4::Signature signature{};
  aws::SdkAttempt said{};
  std::shared_ptr<Tenant> tenant{};

  // decode
  const kms::Operation* operation = nullptr;  // that is answered here
  bool is_foreign = false;                    // the request names one that is answered elsewhere
  bool is_loop = false;                       // and it has come from here before
  aws::JsonValue body{};
  // authenticate
  const kms::Principal* principal = nullptr;  // whose key it is, once that is verified
  std::optional<bool> signature_is_right{};   // nothing: nobody looked
  std::optional<sigv4::Mismatch> mismatch{};  // why the signature is not the right one
  // types; without the document, once that is judged
  std::optional<kms::Asked> asked{};
  // judge the document
  std::optional<kms::Attested> attested{};

  // next_turn
  Moment at{};                    // on the tenant's clock
  base::Milliseconds elapsed{0};  // since the tenant's first request
  std::int64_t call = 0;          // of the tenant's calls, from 0
  std::int64_t attempt = 1;       // of that call
  bool is_resent = false;         // by an HTTP client below the SDK: the attempt came before
  // throttle
  std::optional<kms::Load> load{};  // on the quota, unless a rule answers in the place of KMS
  // decide; what KMS would answer, and what is done about it
  kms::Outcome service = kms::Grant{};
  // A source or a draw that fails turns its outcome into an error later.
  scenario::Plan plan{.outcome = kms::Grant{}};
  std::vector<const scenario::Rule*> unjoined{};  // rules about calls, at a request of no call
  // settle
  std::optional<Order> order{};   // exactly when the plan draws
  std::vector<StoreNews> news{};  // of key stores that moved
  // forward
  std::string forwarded_head{};  // what the upstream is sent before the body

  // draw, seal
  Drawn drawn{};
  std::vector<std::uint8_t> plaintext{};  // what was sealed
  // encode; where the request is forwarded, once the upstream has answered or has not
  std::string request_id{};
  http::HttpReply reply{};
};

}  // namespace krm::mock
