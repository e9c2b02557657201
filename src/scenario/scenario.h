// A Scenario is everything that a file says, as values. It is immutable once it has been read, and
// is shared as a pointer to const.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "scenario/credential.h"
#include "scenario/expectations.h"
#include "scenario/key_store.h"
#include "scenario/recipient.h"
#include "scenario/rule.h"
#include "scenario/throttle.h"
#include "scenario/timeline.h"
#include "scenario/upstream.h"
#include "sigv4/authenticate.h"

namespace krm::scenario {

enum class Retries { same, fresh };
constexpr std::array<std::pair<std::string_view, Retries>, 2> words_of(Retries) {
  return {{{"same", Retries::same}, {"fresh", Retries::fresh}}};
}
constexpr std::string_view family_of(Retries) { return "way to answer retries"; }

enum class Stream { shared, per_tenant };
constexpr std::array<std::pair<std::string_view, Stream>, 2> words_of(Stream) {
  return {{{"shared", Stream::shared}, {"per-tenant", Stream::per_tenant}}};
}
constexpr std::string_view family_of(Stream) { return "kind of stream"; }

struct ScenarioClock {
  static constexpr std::string_view name = "clock";
  static constexpr std::string_view help = "the time that clients see";
  static constexpr std::string_view shorthand = "offset";
  static void fields(auto& field) {
    field(
        "offset", &ScenarioClock::offset,
        "moves it, as -1h; Date follows, and then the SDK for JavaScript 3 tries every error again",
        Times{-std::chrono::hours(24 * 3650), std::chrono::hours(24 * 3650)});
  }
  Milliseconds offset{0};
  bool operator==(const ScenarioClock&) const = default;
};

struct Scenario {
  static constexpr std::string_view name = "scenario";
  static constexpr std::string_view help = "a scenario file";
  static void fields(auto& field) {
    field.required("version", &Scenario::version, "of the format", Integers{1, 1});
    field("name", &Scenario::title, "what logs call it");
    field("description", &Scenario::description, "what it is for");
    field("seed", &Scenario::seed,
          "feeds every draw: chance, jitter, seeded bytes; without it one is chosen and logged",
          Integers{});
    field("stream", &Scenario::stream,
          "shared: the same draws and bytes for every tenant; per-tenant: its own for each");
    field("auth", &Scenario::auth,
          "off: signatures are not looked at; shape: one must be there and well formed; "
          "strict: it must be right");
    field("clock", &Scenario::clock, ScenarioClock::help);
    field("region", &Scenario::region, "under strict the only one that a signature may name",
          region_name);
    field("account", &Scenario::account, "the account that ARNs name", account_id);
    field("entropy", &Scenario::entropy, "where random bytes come from");
    field("retries", &Scenario::retries,
          "same: a retry of a call gets the bytes of its first attempt; fresh: others");
    field("credentials", &Scenario::credentials, "who may sign, under strict");
    field("key_stores", &Scenario::key_stores, "the custom key stores there are, by id",
          {key_store_id, {}});
    field("recipient", &Scenario::recipient, Recipient::help);
    field("upstream", &Scenario::upstream,
          "the server that is asked for operations which are not answered here");
    field("throttle", &Scenario::throttle, Throttle::help);
    field("rules", &Scenario::rules, "in order; the first that matches and is not used up decides");
    field("timeline", &Scenario::timeline, "what happens by itself, and when");
    field("expect", &Scenario::expect, Expectations::help);
  }
  void check(const Node& node, Reading& reading) const;
  void complete();  // fills in the keys of rules, and sorts the timeline

  std::int64_t version = 1;
  std::string title;
  std::string description;
  std::optional<std::int64_t> seed;
  Stream stream = Stream::shared;
  sigv4::Auth auth = sigv4::Auth::off;
  ScenarioClock clock;
  std::optional<std::string> region;
  std::optional<std::string> account;
  EntropySource entropy;
  Retries retries = Retries::same;
  std::vector<Credential> credentials;
  Table<KeyStore> key_stores;
  std::optional<Recipient> recipient;
  std::optional<http::Upstream> upstream;
  Throttle throttle;
  std::vector<Rule> rules;
  std::vector<TimelineEvent> timeline;  // in the order of time
  std::optional<Expectations> expect;
  bool operator==(const Scenario&) const = default;
};

// Returns the files that it names, in its order. They count in its digest, and are watched with it.
// They live as long as the scenario.
std::vector<const document::ReferencedFile*> referenced_files(const Scenario& scenario);

}  // namespace krm::scenario

// Only scenario.cc compiles this.
extern template struct krm::document::FieldsCodec<krm::scenario::Scenario>;
