// An entry of the journal as it is shown: by the admin API, and in the journal's file.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "document/view.h"
#include "mock/journal.h"
#include "scenario/explain.h"

namespace krm::mock {

struct RequestView {
  struct Client {
    static constexpr std::string_view name = "Client";
    static void members(auto& member) {
      member("sdk", &Client::sdk, "the SDK, in lower case");
      member("version", &Client::version, "of the SDK");
      member("user_agent", &Client::user_agent, "the header, at most 512 bytes of it");
    }
    std::optional<std::string> sdk{};
    std::optional<std::string> version{};
    std::optional<std::string> user_agent{};
  };

  struct Call {
    static constexpr std::string_view name = "CallOfRequest";
    static void members(auto& member) {
      member("index", &Call::index, "of the tenant's logical calls, from 0");
      member("invocation_id", &Call::invocation_id, "what the SDK calls it");
      member("attempt", &Call::attempt, "of the call, from 1; the server counts");
      member("max", &Call::max, "how many attempts the SDK makes, as far as it says");
      member("resent", &Call::resent, "the HTTP client below the SDK sent the attempt again");
    }
    std::int64_t index = 0;
    std::optional<std::string> invocation_id{};
    std::int64_t attempt = 1;
    std::optional<std::int64_t> max{};
    bool resent = false;
  };

  struct Asked {
    static constexpr std::string_view name = "Asked";
    static void members(auto& member) {
      member("number_of_bytes", &Asked::number_of_bytes, "NumberOfBytes, valid or not");
      member("custom_key_store_id", &Asked::custom_key_store_id, "CustomKeyStoreId");
      member("recipient", &Asked::recipient, "whether there is a Recipient");
    }
    std::optional<std::int64_t> number_of_bytes{};
    std::optional<std::string> custom_key_store_id{};
    bool recipient = false;
  };

  struct Signature {
    static constexpr std::string_view name = "Signature";
    static void members(auto& member) {
      member("checked", &Signature::checked, "how strictly");
      member("right", &Signature::right, "null: nobody looked at it");
      member("well_formed", &Signature::well_formed,
             "it has the form that shape asks for; null: no contract asks for it");
      member("likely_cause", &Signature::likely_cause, "of a signature that does not match");
    }
    sigv4::Auth checked{};
    std::optional<bool> right{};
    std::optional<bool> well_formed{};
    std::optional<std::string> likely_cause{};
  };

  struct Service {
    static constexpr std::string_view name = "Service";
    static void members(auto& member) {
      member("ok", &Service::ok, "KMS would grant it");
      member("error", &Service::error, "or answer this error");
      member("why", &Service::why, "what the client did, or what the error says");
    }
    bool ok = true;
    std::optional<std::string> error{};
    std::optional<std::string> why{};
  };

  struct Rule {
    static constexpr std::string_view name = "RuleVerdict";
    static void members(auto& member) {
      member("rule", &Rule::rule, "its name, or its place");
      member("verdict", &Rule::verdict, "what became of it");
      member("because", &Rule::because, "why it did not fire");
    }
    std::string rule{};
    scenario::Ruling verdict{};
    std::optional<std::string> because{};
  };

  struct Reply {
    static constexpr std::string_view name = "Reply";
    static void members(auto& member) {
      member("status", &Reply::status, "null: no reply was sent");
      member("error", &Reply::error, "the name of the error in it");
      member("bytes", &Reply::bytes, "how many random bytes it holds");
      member("sha256", &Reply::sha256, "of these bytes");
      member("payload", &Reply::payload, "these bytes, with --journal-payload");
      member("damaged", &Reply::damaged, "a fault has damaged what holds them");
      member("retry_after_ms", &Reply::retry_after_ms, "x-amz-retry-after, if it has one");
      member("retry_after_s", &Reply::retry_after_s, "Retry-After, if it has one");
    }
    std::optional<std::int64_t> status{};
    std::optional<std::string> error{};
    std::int64_t bytes = 0;
    std::optional<std::string> sha256{};
    std::optional<std::string> payload{};
    bool damaged = false;
    std::optional<std::int64_t> retry_after_ms{};
    std::optional<std::int64_t> retry_after_s{};
  };

  struct Ended {
    static constexpr std::string_view name = "Ended";
    static void members(auto& member) {
      member("how", &Ended::how, "how the delivery ended");
      member("body_bytes", &Ended::body_bytes, "of the body that the system took");
      member("ms", &Ended::ms, "from the arrival of the request, in real time");
    }
    Ending::How how{};
    std::int64_t body_bytes = 0;
    double ms = 0;
  };

  struct Forwarded {
    static constexpr std::string_view name = "Forwarded";
    static void members(auto& member) {
      member("to", &Forwarded::to, "the upstream");
      member("ms", &Forwarded::ms, "until it had answered, in real time; null: it has not yet");
      member("failure", &Forwarded::failure, "why there is no reply from it");
    }
    std::string to{};
    std::optional<double> ms{};
    std::optional<std::string> failure{};
  };

  static constexpr std::string_view name = "Request";
  static void members(auto& member) {
    member("id", &RequestView::id, "ascends over the whole server; null in explain");
    member("tenant", &RequestView::tenant, "the access key ID, or -");
    member("request_id", &RequestView::request_id,
           "x-amzn-RequestId of the reply; null where that of an upstream has another form");
    member("at", &RequestView::at, "when it was decided, in real time");
    member("arrived_ms", &RequestView::arrived_ms,
           "when it arrived, on a clock of the server that nobody sets");
    member("clock_ms", &RequestView::clock_ms, "on the tenant's clock, from its first request");
    member("scenario", &RequestView::scenario, "the digest of the scenario");
    member("connection", &RequestView::connection, "the number of the connection");
    member("transport", &RequestView::transport, "how it came");
    member("client", &RequestView::client, "who sent it");
    member("call", &RequestView::call, "which attempt of which logical call it is");
    member("operation", &RequestView::operation, "behind the dot of X-Amz-Target");
    member("region", &RequestView::region, "that the signature names");
    member("asked", &RequestView::asked, "what was asked for; null: it could not be read");
    member("signature", &RequestView::signature, "what was found about it");
    member("service", &RequestView::service, "what KMS itself would answer");
    member("rule", &RequestView::rule, "the rule that decided");
    member("rules", &RequestView::rules, "each rule that was looked at; null in lists");
    member("faults", &RequestView::faults, "what the rule did");
    member("reply", &RequestView::reply, "what the client got");
    member("forwarded", &RequestView::forwarded, "null: it was answered here");
    member("ended", &RequestView::ended, "null: the reply is under way");
  }

  std::optional<std::uint64_t> id{};
  std::string tenant{};
  std::optional<std::string> request_id{};
  std::optional<std::string> at{};
  double arrived_ms = 0;
  std::int64_t clock_ms = 0;
  std::optional<std::string> scenario{};
  std::optional<std::uint64_t> connection{};
  http::Transport transport{};
  Client client{};
  Call call{};
  std::optional<std::string> operation{};
  std::optional<std::string> region{};
  std::optional<Asked> asked{};
  Signature signature{};
  Service service{};
  std::optional<std::string> rule{};
  std::optional<std::vector<Rule>> rules{};
  std::vector<document::Node> faults{};
  Reply reply{};
  std::optional<Forwarded> forwarded{};
  std::optional<Ended> ended{};
};

struct Detail {
  bool rules = false;    // why each rule did not fire
  bool payload = false;  // the random bytes
};

RequestView request_view(const Record& record, const Detail& detail = {});

// Returns the operation that the request names, or nothing.
std::optional<std::string_view> operation_of(const Entry& entry);
// Returns what people call the rule that decided, or nothing.
std::optional<std::string_view> rule_of(const Entry& entry);
// Returns the text, or nothing where there is none or it is empty.
std::optional<std::string> owned(std::optional<std::string_view> text);
// Returns the time in milliseconds, to the thousandth.
double in_milliseconds(base::Nanoseconds time);

}  // namespace krm::mock
