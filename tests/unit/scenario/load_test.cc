// From text to values and back.
#include "scenario/load.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/hex.h"
#include "base/key_text.h"
#include "document/json.h"

namespace krm::scenario {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

Scenario loaded(std::string_view text, const std::optional<std::string>& directory = {}) {
  const auto scenario = load(text, directory);
  if (scenario) return **scenario;
  ADD_FAILURE() << render(scenario.error(), "s.yaml", text);
  return {};
}

constexpr std::string_view example = R"yaml(
# yaml-language-server: $schema=./scenario.schema.json
version: 1
name: throttled-then-healthy
description: The first two requests are throttled, then KMS recovers.
seed: 42                      # feeds every draw
auth: off                     # off | shape | strict
clock: {offset: 0s}
region: us-east-1
account: "111122223333"

entropy: {source: seeded}
retries: same
credentials:
  - {access_key_id: AKIDEXAMPLE, secret_access_key: "...", user: alice}
key_stores:
  cks-1234567890abcdef0: {type: AWS_CLOUDHSM, state: DISCONNECTED}
  cks-0fedcba0987654321: {type: EXTERNAL_KEY_STORE, state: CONNECTED}
recipient: {verify: structure}
throttle:
  account: {rate: 10, burst: 10}
  key_store: {rate: 1800}

rules:
  - name: two throttles
    when: {number_of_bytes: {min: 1, max: 64}}
    times: 2
    do:
      - error: ThrottlingException
      - latency: {lognormal: {median: 80ms, sigma: 0.4}}
timeline:
  - {at: 30s, key_stores: {cks-1234567890abcdef0: CONNECTED}}
expect:
  attempts_per_call: {max: 3}
  retry: sdk-standard
  rules_fired: all
)yaml";

Scenario values_of_the_example() {
  Scenario s;
  s.version = 1;
  s.title = "throttled-then-healthy";
  s.description = "The first two requests are throttled, then KMS recovers.";
  s.seed = 42;
  s.auth = sigv4::Auth::off;
  s.clock.offset = Milliseconds(0);
  s.region = "us-east-1";
  s.account = "111122223333";
  s.entropy.any.value = source::Seeded{};
  s.retries = Retries::same;
  Credential alice;
  alice.access_key_id = "AKIDEXAMPLE";
  alice.secret_access_key = "...";
  alice.user = "alice";
  s.credentials = {alice};
  s.key_stores["cks-1234567890abcdef0"] = {kms::KeyStoreType::aws_cloudhsm,
                                           kms::ConnectionState::disconnected};
  s.key_stores["cks-0fedcba0987654321"] = {kms::KeyStoreType::external_key_store,
                                           kms::ConnectionState::connected};
  s.recipient.emplace().verify = nitro::Verify::structure;
  s.throttle.account.emplace().rate = 10;
  s.throttle.account->burst = 10;
  s.throttle.key_store = Rate{.rate = 1800, .burst = {}, .quota = {}};
  match::NumberOfBytes size;
  size.is.min = 1;
  size.is.max = 64;
  Rule rule;
  rule.title = "two throttles";
  rule.key = rule.shown = "two throttles";
  rule.when = When{{{size}}};
  rule.times = 2;
  rule.faults = {
      {fault::Error{aws::find_error("ThrottlingException"), {}, {}}},
      {fault::Latency{{}, {}, fault::Lognormal{Milliseconds(80), 0.4}}},
  };
  s.rules = {rule};
  s.timeline = {
      {seconds(30), {{"cks-1234567890abcdef0", kms::ConnectionState::connected}}},
  };
  s.expect.emplace();
  s.expect->attempts_per_call.emplace().max = 3;
  s.expect->retry.emplace().as = Preset::sdk_standard;
  s.expect->rules_fired.emplace().which.which = expect::WhichRules::all;
  return s;
}

TEST(Load, ReadsTheExampleOfTheDesign) { EXPECT_EQ(loaded(example), values_of_the_example()); }

TEST(Load, ReadsTheSameFromJson) {
  const std::string_view json = R"json({
	"version": 1, "name": "throttled-then-healthy",
	"description": "The first two requests are throttled, then KMS recovers.",
	"seed": 42, "auth": "off", "clock": {"offset": "0s"}, "region": "us-east-1",
	"account": "111122223333", "entropy": {"source": "seeded"}, "retries": "same",
	"credentials": [
		{"access_key_id": "AKIDEXAMPLE", "secret_access_key": "...", "user": "alice"}],
	"key_stores": {
		"cks-1234567890abcdef0": {"type": "AWS_CLOUDHSM", "state": "DISCONNECTED"},
		"cks-0fedcba0987654321": {"type": "EXTERNAL_KEY_STORE", "state": "CONNECTED"}},
	"recipient": {"verify": "structure"},
	"throttle": {"account": {"rate": 10, "burst": 10}, "key_store": {"rate": 1800}},
	"rules": [
		{"name": "two throttles", "when": {"number_of_bytes": {"min": 1, "max": 64}}, "times": 2,
		 "do": [{"error": "ThrottlingException"},
			{"latency": {"lognormal": {"median": "80ms", "sigma": 0.4}}}]}],
	"timeline": [{"at": "30s", "key_stores": {"cks-1234567890abcdef0": "CONNECTED"}}],
	"expect": {"attempts_per_call": {"max": 3}, "retry": "sdk-standard", "rules_fired": "all"}
})json";
  EXPECT_EQ(loaded(json), values_of_the_example());
}

TEST(Load, GivesAnEmptyScenarioTheDefaults) {
  const Scenario s = loaded("version: 1\n");
  EXPECT_EQ(s, Scenario{});
  EXPECT_EQ(s.title, "");
  EXPECT_EQ(s.seed, std::nullopt);
  EXPECT_EQ(s.stream, Stream::shared);
  EXPECT_EQ(s.auth, sigv4::Auth::off);
  EXPECT_EQ(s.clock.offset, Milliseconds(0));
  EXPECT_EQ(s.region, std::nullopt);
  EXPECT_EQ(s.account, std::nullopt);
  EXPECT_TRUE(std::holds_alternative<source::System>(s.entropy.any.value));
  EXPECT_EQ(s.retries, Retries::same);
  EXPECT_TRUE(s.credentials.empty());
  EXPECT_TRUE(s.key_stores.empty());
  EXPECT_EQ(s.recipient, std::nullopt);
  EXPECT_EQ(Recipient().verify, nitro::Verify::structure);
  EXPECT_EQ(Recipient().max_age, minutes(5));
  EXPECT_EQ(s.throttle, Throttle{});
  EXPECT_TRUE(s.rules.empty());
  EXPECT_TRUE(s.timeline.empty());
  EXPECT_EQ(s.expect, std::nullopt);
  EXPECT_EQ(dump(s), "{\n  \"version\": 1\n}\n");
}

TEST(Load, GivesWhatIsLeftOutOfARuleTheDefaults) {
  const Scenario s = loaded("version: 1\nrules: [{do: [stall, garbage, reset]}]\n");
  ASSERT_EQ(s.rules.size(), 1u);
  const Rule& rule = s.rules[0];
  EXPECT_EQ(rule.title, std::nullopt);
  EXPECT_EQ(rule.when, std::nullopt);
  EXPECT_EQ(rule.skip, 0);
  EXPECT_EQ(rule.every, 1);
  EXPECT_EQ(rule.chance, 1.0);
  EXPECT_EQ(rule.times, std::nullopt);
  EXPECT_EQ(rule.between, std::nullopt);
  EXPECT_EQ(rule.per, Per::request);
  EXPECT_EQ(rule.faults,
            (std::vector<Fault>{{fault::Stall{}}, {fault::Garbage{}}, {fault::Reset{}}}));
}

TEST(Load, ReadsNumbersAsYamlDoes) {
  EXPECT_EQ(loaded("version: 1\nseed: 0x10\n").seed, 16);
  EXPECT_EQ(loaded("version: 1\nseed: 0o17\n").seed, 15);
  EXPECT_EQ(loaded("version: 1\nseed: +7\n").seed, 7);
  EXPECT_EQ(loaded("version: 1\nseed: 0\n").seed, 0);
  EXPECT_EQ(loaded("version: 1\nseed: 9007199254740991\n").seed, 9'007'199'254'740'991);
  EXPECT_EQ(loaded("version: 1\nthrottle: {account: {rate: 1.5e3}}\n").throttle.account->rate,
            1500);
  EXPECT_EQ(loaded("version: 1\nclock: {offset: -36h}\n").clock.offset, -hours(36));
}

// Together they use every key, fault, matcher, source and expectation there is.
const std::vector<std::string>& table() {
  static const std::vector<std::string> all = {
      std::string(example),
      "version: 1\n",
      R"yaml(version: 1
upstream: https://[::1]:4566
throttle: {account: {quota: eu-west-1, operations: ["*", GenerateRandom]}}
key_stores:
  a:
    state: FAILED
    name: payments
    error_code: USER_LOCKED_OUT
    connect: {takes: 2s, ends: FAILED, error_code: CLUSTER_NOT_FOUND}
    disconnect: {takes: 1s}
  b: {connect: {refused: CloudHsmClusterNotActiveException}}
rules:
  - {when: {operation: Decrypt}, do: [error: KeyUnavailableException]}
)yaml",
      R"yaml(version: 1
stream: per-tenant
auth: strict
clock: {offset: -90m}
retries: fresh
entropy: {source: fixed, hex: "00 ff\n 7F", then: last, pad: repeat}
credentials:
  - {access_key_id: A_1, secret_access_key: s, session_token: t, expired: true, role: r}
  - {access_key_id: A_2, secret_access_key: "\ud83d\ude00", denied: implicit}
  - {access_key_id: A_3, secret_access_key: "42", denied: explicit, expires: 10m}
key_stores:
  a: {}
  b: {type: EXTERNAL_KEY_STORE}
  c: {state: CONNECTING}
  d: {state: FAILED}
  e: {state: DISCONNECTING}
recipient:
  verify: chain
  roots: [aws]
  max_age: 0s
  skew: 1s
  clock: document
  expect_pcrs: {"0": "0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a", "31": "00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"}
throttle: {account: {quota: eu-west-1, burst: 3}, key_store: {rate: 0.5}}
timeline:
  - {at: 0s, key_stores: {a: FAILED, b: CONNECTED}}
  - {at: 24h, key_stores: {c: DISCONNECTED}}
expect:
  retry: {base: 50ms, factor: 2.5, cap: 20s}
)yaml",
      R"yaml(version: 1
rules:
  - {name: "an odd: one", skip: 1, every: 2, chance: 0.25, times: 3, between: [0s, 90s], per: call, do: [close]}
  - {per: request, skip: 0, every: 1, chance: 1, do: [close]}
  - {chance: 0, do: [close]}
  - {chance: 0.1, do: [close]}
  - {chance: 1e-9, do: [close]}
  - {name: "null", do: [close]}
)yaml",
      R"yaml(version: 1
rules:
  - {do: [close], when: {operation: GenerateRandom, target: absent, region: "us-*"}}
  - {do: [close], when: {number_of_bytes: 5, attempt: [1, 2], call: {min: 3}}}
  - {do: [close], when: {number_of_bytes: {max: 7}, custom_key_store_id: present}}
  - {do: [close], when: {custom_key_store_id: ["present", "absent"], access_key_id: "A?"}}
  - {do: [close], when: {recipient: present}}
  - {do: [close], when: {recipient: absent, body: empty}}
  - {do: [close], when: {body: [nonempty, object, not_object]}}
  - {do: [close], when: {header: {X-A: present, X-B: absent, x-c: ["a*", ""]}}}
  - {do: [close], when: {outcome: ok}}
  - {do: [close], when: {outcome: [ok, ThrottlingException, ValidationException]}}
  - {do: [close], when: {any: [{not: {outcome: ok}}, {any: [{call: 0}]}], not: {attempt: 3}}}
)yaml",
      R"yaml(version: 1
key_stores: {a: {}, b: {}}
rules:
  - do: [error: ThrottlingException]
  - do: [error: {name: KMSInternalException, message: "no\n", status: 503}]
  - do: [reply]
  - do: [reply: {status: 502, headers: {A: b, C: 3, D: true, E: ""}, body: "<html>\x01"}]
  - do: [garbage]
  - do: [garbage: {text: ""}]
  - do: [garbage: {hex: "00ff"}]
  - do: [close]
  - do: [close: ]
  - do: [close: {}]
  - do: [entropy: zeros]
  - do: [entropy: {source: seeded}]
  - do: [entropy: {source: fixed, hex: ["00", "ff"], then: error}]
  - do: [entropy: {source: fixed, hex: "00", then: system, pad: none}]
  - do: [entropy: {source: fixed, hex: "00", then: repeat}]
  - do: [entropy: repeat]
  - do: [entropy: counter]
  - do: [entropy: system]
  - do: [entropy: stuck_bit]
  - do: [entropy: {source: stuck_bit, bit: 7, value: 0}]
  - do: [entropy: biased]
  - do: [entropy: {source: biased, p: 0}]
  - do: [entropy: low_entropy]
  - do: [entropy: {source: low_entropy, bits: 32}]
  - do: [payload: {short_by: 1}]
  - do: [payload: {long_by: {bytes: 4096}}]
  - do: [payload: empty]
  - do: [payload: missing]
  - do: [payload: "null"]
  - do: [payload: {"null": }]
  - do: [payload: bad_base64]
  - do: [payload: wrong_type]
  - do: [payload: {broken_json: {}}]
  - do: [cms: truncate]
  - do: [cms: wrong_key]
  - do: [cms: flip]
  - do: [header: {Date: -1h, x-amz-retry-after: 3000, x-amzn-RequestId: , A: ""}]
  - do: [latency: 0s]
  - do: [latency: {fixed: 1500ms}]
  - do: [latency: {uniform: {min: 1s, max: 1s}}]
  - do: [latency: {lognormal: {median: 0s, sigma: 3}}]
  - do: [stall]
  - do: [stall: 2s]
  - do: [stall: {after: 0, for: 1ms}]
  - do: [drip: {bytes: 8192, every: 1h}]
  - do: [truncate: 0]
  - do: [truncate: {after: 8192}]
  - do: [reset]
  - do: [reset: before]
  - do: [reset: {at: before}]
  - do: [reset: {after: 3}]
  - do: [key_store: {a: CONNECTED, b: DISCONNECTED}]
)yaml",
      "version: 1\nentropy: {source: file, path: bytes.bin, then: error}\n"
      "rules: [{do: [entropy: {source: file, path: bytes.bin}]}]\n",
      "version: 1\nrecipient: {verify: off}\nauth: shape\n",
      "version: 1\nrecipient: {verify: lenient}\nexpect: {retry: sdk-legacy}\n",
      "version: 1\nexpect: {retry: {as: sdk-2026}}\n",
      "version: 1\nrules: [{name: a, do: [close]}, {name: b, do: [close]}]\n"
      "expect:\n"
      "  calls: {min: 1, max: 9}\n"
      "  retry: {base: 100ms, factor: 2, cap: 1s, jitter: half, retry_after: honoured}\n"
      "  jitter: some\n"
      "  not_retried: [AccessDeniedException, ValidationException]\n"
      "  resends: {max: 0}\n"
      "  time_per_call: {max: 5s}\n"
      "  succeeded: {min: 99%}\n"
      "  signed: true\n"
      "  operations: [GenerateRandom, Encrypt]\n"
      "  rules_fired: [a, b]\n"
      "  rules_not_fired: b\n"
      "  tenants: {min: 1}\n"
      "  tolerance: {time: 1s, share: 20%}\n"
      "  allow_unproven: true\n",
      "version: 1\nexpect: {not_retried: true, succeeded: {which: all}, resends: {max: 1}}\n",
  };
  return all;
}

class Folder {
 public:
  Folder() : path_(std::filesystem::path(testing::TempDir()) / "krm_load_test") {
    std::filesystem::create_directories(path_);
    std::ofstream(path_ / "bytes.bin", std::ios::binary) << std::string("\0\x01\xff", 3);
    std::ofstream(path_ / "empty.bin");
    std::ofstream(path_ / "full.bin", std::ios::binary) << std::string(1 << 20, 'x');
    std::ofstream(path_ / "large.bin", std::ios::binary) << std::string((1 << 20) + 1, 'x');
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

TEST(Load, ReadsBackWhatItDumps) {
  const Folder folder;
  for (const std::string& text : table()) {
    const Scenario first = loaded(text, folder.path());
    const std::string dumped = dump(first);
    EXPECT_TRUE(nlohmann::json::accept(dumped)) << dumped;
    EXPECT_EQ(loaded(dumped, folder.path()), first) << text << dumped;
    EXPECT_EQ(dump(loaded(dumped, folder.path())), dumped) << text;
  }
}

// All keys of mappings, and texts that stand for one, in the dumps of the table.
void add_names(const nlohmann::json& json, std::set<std::string, std::less<>>& names) {
  if (json.is_string()) names.insert(json.get<std::string>());
  if (json.is_object()) {
    for (const auto& [key, value] : json.items()) names.insert(key);
  }
  if (json.is_structured()) {
    for (const auto& value : json) add_names(value, names);
  }
}

class KeysOfAll {
 public:
  template <typename S, typename T>
  void operator()(std::string_view key, T S::*member, std::string_view,
                  const typename Codec<T>::Form& = {}) {
    required(key, member, {});
  }
  template <typename S, typename T>
  void required(std::string_view key, T S::*, std::string_view,
                const typename Codec<T>::Form& = {}) {
    keys.push_back(key);
    visit(static_cast<T*>(nullptr));
  }
  std::vector<std::string_view> keys;

 private:
  template <typename T>
  void visit(std::optional<T>*) {
    visit(static_cast<T*>(nullptr));
  }
  template <typename T>
  void visit(std::vector<T>*) {
    visit(static_cast<T*>(nullptr));
  }
  template <typename T>
  void visit(Table<T>*) {
    visit(static_cast<T*>(nullptr));
  }
  template <typename Family, typename... Ts>
  void visit(OneOf<Family, Ts...>*) {
    (name<Ts>(), ...);
  }
  template <typename Family, typename... Ts>
  void visit(Tagged<Family, Ts...>*) {
    (name<Ts>(), ...);
  }
  template <typename... Ts>
  void visit(document::AllOf<Ts...>*) {
    (name<Ts>(), ...);
  }
  void visit(EntropySource*) { visit(static_cast<AnySource*>(nullptr)); }
  void visit(When*) {
    if (!within_when_) {
      within_when_ = true;
      visit(static_cast<Matchers*>(nullptr));
    }
  }
  template <typename S>
  void name() {
    keys.push_back(S::name);
    visit(static_cast<S*>(nullptr));
  }
  template <typename T>
  void visit(T*) {
    if constexpr (is_bare_of<T>()) {
      KeysOfAll inner;
      inner.within_when_ = within_when_;
      T::fields(inner);
      // Its only key is never written; what its value holds is.
      keys.insert(keys.end(), inner.keys.begin() + 1, inner.keys.end());
    } else if constexpr (Described<T>) {
      T::fields(*this);
    }
  }
  template <typename T>
  static constexpr bool is_bare_of() {
    if constexpr (Described<T>) return is_bare<T>();
    return false;
  }
  bool within_when_ = false;
};

TEST(Load, HasATableThatUsesEveryKeyAndName) {
  const Folder folder;
  std::set<std::string, std::less<>> names;
  for (const std::string& text : table()) {
    add_names(nlohmann::json::parse(dump(loaded(text, folder.path()))), names);
  }
  KeysOfAll all;
  Scenario::fields(all);
  EXPECT_GT(all.keys.size(), 100u);
  for (const std::string_view key : all.keys) {
    if (key == "p50" || key == "p99") continue;  // are kept as median and sigma
    EXPECT_TRUE(names.contains(key)) << key;
  }
}

// Which alternatives of the variants in it a scenario uses.
struct Used {
  std::set<std::size_t> faults, damages, matchers, sources;

  void add(const Scenario& scenario) {
    sources.insert(scenario.entropy.any.value.index());
    for (const Rule& rule : scenario.rules) {
      if (rule.when) add(*rule.when);
      for (const Fault& fault : rule.faults) add(fault);
    }
  }

 private:
  void add(const When& when) {
    for (const auto& matcher : when.matchers.all) matchers.insert(matcher.index());
  }
  void add(const Fault& fault) {
    faults.insert(fault.value.index());
    if (const auto* entropy = std::get_if<fault::Entropy>(&fault.value)) {
      sources.insert(entropy->from.any.value.index());
    }
    if (const auto* payload = std::get_if<fault::Payload>(&fault.value)) {
      damages.insert(payload->damage.value.index());
    }
  }
};

TEST(Load, HasATableThatUsesEveryFaultMatcherAndSource) {
  const Folder folder;
  Used used;
  for (const std::string& text : table()) used.add(loaded(text, folder.path()));
  EXPECT_EQ(used.faults.size(), std::variant_size_v<decltype(Fault::value)>);
  EXPECT_EQ(used.damages.size(), std::variant_size_v<decltype(fault::Damage::value)>);
  EXPECT_EQ(used.matchers.size(), std::variant_size_v<decltype(Matchers::all)::value_type>);
  EXPECT_EQ(used.sources.size(), std::variant_size_v<decltype(AnySource::value)>);
}

base::Bytes content_of(const EntropySource& source) {
  const std::string& content = std::get<source::File>(source.any.value).file.content;
  return {content.begin(), content.end()};
}

TEST(Load, ReadsFilesFromWhereTheScenarioIs) {
  const Folder folder;
  const Scenario s = loaded(
      "version: 1\nentropy: {source: file, path: bytes.bin}\n"
      "rules: [{do: [latency: 1s, entropy: {source: file, path: full.bin}]}]\n",
      folder.path());
  EXPECT_EQ(content_of(s.entropy), (base::Bytes{0, 1, 255}));
  ASSERT_EQ(s.rules.size(), 1u);
  const auto& entropy = std::get<fault::Entropy>(s.rules[0].faults[1].value);
  EXPECT_EQ(content_of(entropy.from), base::Bytes(1 << 20, 'x'));
}

TEST(Load, SaysWhyAFileCannotBeRead) {
  const Folder folder;
  const std::string text = R"yaml(version: 1
entropy: {source: file, path: none.bin}
rules:
  - do: [entropy: {source: file, path: empty.bin}]
  - do: [entropy: {source: file, path: large.bin}]
  - do: [entropy: {source: file, path: .}]
)yaml";
  const auto scenario = load(text, folder.path());
  ASSERT_FALSE(scenario);
  EXPECT_EQ(render(scenario.error(), "s.yaml", text),
            R"text(s.yaml:2:31: cannot read none.bin: No such file or directory
  entropy: {source: file, path: none.bin}
                                ^
s.yaml:4:40: empty.bin has no bytes; 1 to 1048576 are wanted
    - do: [entropy: {source: file, path: empty.bin}]
                                         ^
s.yaml:5:40: large.bin has too many bytes; 1 to 1048576 are wanted
    - do: [entropy: {source: file, path: large.bin}]
                                         ^
s.yaml:6:40: cannot read .: Is a directory
    - do: [entropy: {source: file, path: .}]
                                         ^
)text");
}

std::vector<std::string> keys_of(std::string_view text) {
  std::vector<std::string> keys;
  for (const Rule& rule : loaded(text).rules) keys.push_back(rule.key);
  return keys;
}

TEST(Load, KeysRulesByTheirName) {
  EXPECT_EQ(keys_of("version: 1\nrules: [{name: a, do: [close]}, {name: b, do: [close]}]\n"),
            (std::vector<std::string>{"a", "b"}));
}

TEST(Load, KeysUnnamedRulesByContentAndOrdinalAmongEquals) {
  const auto keys = keys_of(R"yaml(version: 1
rules:
  - {do: [close]}
  - {do: [reset]}
  - {name: x, do: [close]}
  - {do: [{close: {}}], every: 1}   # the same, written otherwise
  - {do: [close], times: 1}
  - {do: [close: ]}
)yaml");
  ASSERT_EQ(keys.size(), 6u);
  const auto digest = base::digest("{\n  \"do\": [\n    {\n      \"close\": {}\n    }\n  ]\n}\n");
  const std::string hex = "#" + base::to_hex(base::ByteView(digest).first(8));
  EXPECT_EQ(keys[0], hex + "/0");
  EXPECT_EQ(keys[3], hex + "/1");
  EXPECT_EQ(keys[5], hex + "/2");
  EXPECT_EQ(keys[2], "x");
  EXPECT_TRUE(keys[1].ends_with("/0"));
  EXPECT_TRUE(keys[4].ends_with("/0"));
  EXPECT_EQ((std::set<std::string>(keys.begin(), keys.end()).size()), 6u);
}

TEST(Load, KeepsTheKeyOfARuleWhateverStandsBesideIt) {
  const auto alone = keys_of("version: 1\nrules: [{do: [close]}]\n");
  const auto among = keys_of("version: 1\nseed: 3\nrules: [{do: [reset]}, {do: [close]}]\n");
  ASSERT_EQ(among.size(), 2u);
  EXPECT_EQ(among[1], alone.at(0));
}

TEST(Load, NeverTakesANameForTheKeyOfAnUnnamedRule) {
  const auto unnamed = keys_of("version: 1\nrules: [{do: [close]}]\n");
  const auto both = load(
      "version: 1\nrules: [{do: [close]}, {name: \"" + unnamed.at(0) + "\", do: [reset]}]\n", {});
  if (!both) return;  // refusing the name will do as well
  EXPECT_NE((*both)->rules[0].key, (*both)->rules[1].key);
}

}  // namespace
}  // namespace krm::scenario
