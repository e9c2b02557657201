// RetryRules say after which replies a client tries again, and how long it waits before that. A
// preset is what one SDK does, as its sources have it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "scenario/history.h"
#include "scenario/notation.h"

namespace krm::scenario {

// What a reply is to a client that may try again.
enum class Trouble { none, throttling, transient, final };

// How a wait is drawn from its envelope.
enum class Jitter { none, half, full };
constexpr std::array<std::pair<std::string_view, Jitter>, 3> words_of(Jitter) {
  return {{{"none", Jitter::none}, {"half", Jitter::half}, {"full", Jitter::full}}};
}
constexpr std::string_view family_of(Jitter) { return "kind of jitter"; }

// What a client makes of a time that a reply asks it to wait. `t` is the wait that it has drawn.
enum class Hint {
  ignored,
  clamped,  // max(t, min(time, t + 5 s))
  at_most,  // min(time, 20 s), and no jitter
  at_least  // max(t, time)
};

struct Backoff {
  Milliseconds base;
  Jitter jitter = Jitter::full;
};

struct RetryRules {
  Backoff transient;
  Backoff throttling;
  double factor = 2;
  std::optional<Milliseconds> cap{};
  Hint amz_retry_after = Hint::ignored;  // x-amz-retry-after
  Hint retry_after = Hint::ignored;      // Retry-After
  std::int64_t attempts = 0;             // that it makes at most by default; 0: nobody knows
  bool tries_429_again = false;          // with a code that it does not know
  bool tries_limit_exceeded_again = false;
};

// What rules allow of one wait.
struct Envelope {
  Milliseconds least{0};
  Milliseconds most{0};
  // The longest wait that could be drawn, where all shorter ones are as likely.
  std::optional<Milliseconds> drawn_from{};
};

Trouble trouble_of(const Attempt& attempt, const RetryRules& rules);

// Returns what the rules allow of the wait before the `retry`-th retry, from 1, after that reply.
Envelope envelope(const RetryRules& rules, std::int64_t retry, const Attempt& before);

// Names of presets.
enum class Preset {
  sdk_legacy,
  sdk_standard,
  sdk_2026,
  boto3_legacy,
  boto3_standard,
  boto3_2026,
  aws_cli_1,
  js_2026,
  go_standard,
  go_2026,
  java_legacy,
  java_2026,
  rust_2_0,
  rust_2_1,
};
constexpr std::array<std::pair<std::string_view, Preset>, 14> words_of(Preset) {
  return {{{"sdk-standard", Preset::sdk_standard},
           {"sdk-legacy", Preset::sdk_legacy},
           {"sdk-2026", Preset::sdk_2026},
           {"boto3-legacy", Preset::boto3_legacy},
           {"boto3-standard", Preset::boto3_standard},
           {"boto3-2026", Preset::boto3_2026},
           {"aws-cli-1", Preset::aws_cli_1},
           {"js-2026", Preset::js_2026},
           {"go-standard", Preset::go_standard},
           {"go-2026", Preset::go_2026},
           {"java-legacy", Preset::java_legacy},
           {"java-2026", Preset::java_2026},
           {"rust-2.0", Preset::rust_2_0},
           {"rust-2.1", Preset::rust_2_1}}};
}
constexpr std::string_view family_of(Preset) { return "retry behaviour"; }

struct PresetRow {
  Preset preset;
  RetryRules rules;
  std::string_view versions;  // who behaves so
  std::string_view source;
  // The SDK that behaves so by default, as its User-Agent has it, from that version on.
  std::string_view sdk{};
  std::array<int, 2> since{};
};

// Returns all presets, in the order of their words.
std::span<const PresetRow> presets();
const RetryRules& rules_of(Preset preset);
// Returns what a client does by default, if that is known. `client` is as "boto3 1.44.5".
std::optional<Preset> preset_of(std::string_view client);

// Returns what the rules say to do after that reply, for people: "wait at most 2 s, then try
// again". `number` is that of the attempt, from 1.
std::string advice(const RetryRules& rules, std::int64_t number, const Attempt& attempt);

}  // namespace krm::scenario
