#include "scenario/retry_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "aws/error_catalogue.h"
#include "base/number.h"
#include "scenario/expect/range.h"

namespace krm::scenario {
namespace {

using expect::in_words;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr milliseconds longest_hint = seconds(20);
constexpr milliseconds furthest_hint = seconds(5);

// Waits of the legacy mode of botocore, and of the standard mode that all SDKs had before 2026.
constexpr RetryRules legacy{.transient = {seconds(1)},
                            .throttling = {seconds(1)},
                            .attempts = 5,
                            .tries_429_again = true,
                            .tries_limit_exceeded_again = true};
constexpr RetryRules standard{.transient = {seconds(1)},
                              .throttling = {seconds(1)},
                              .cap = seconds(20),
                              .attempts = 3,
                              .tries_limit_exceeded_again = true};

constexpr RetryRules of_2026(bool tries_429_again, Hint retry_after = Hint::ignored) {
  return {.transient = {milliseconds(50)},
          .throttling = {seconds(1)},
          .cap = seconds(20),
          .amz_retry_after = Hint::clamped,
          .retry_after = retry_after,
          .attempts = 3,
          .tries_429_again = tries_429_again,
          .tries_limit_exceeded_again = true};
}

constexpr RetryRules java_legacy{.transient = {milliseconds(100)},
                                 .throttling = {milliseconds(500), Jitter::half},
                                 .cap = seconds(20),
                                 .retry_after = Hint::at_least,
                                 .attempts = 4,
                                 .tries_429_again = true};

// Go counts the exponent from 1.
constexpr RetryRules go_standard = [] {
  RetryRules rules = standard;
  rules.transient.base = rules.throttling.base = seconds(2);
  return rules;
}();

constexpr RetryRules rust_2_0 = [] {
  RetryRules rules = standard;
  rules.amz_retry_after = Hint::at_most;
  return rules;
}();

// SDK: sources read, versions installed and run, 2026-11-29. GUESS: inferred.
constexpr std::array rows{
    PresetRow{Preset::sdk_standard, standard,
              "the standard mode before 2026; Go's waits twice as long at first",
              "SDK: botocore 1.43.127"},
    PresetRow{Preset::sdk_legacy, legacy, "the same as boto3-legacy", "SDK: botocore 1.44.8"},
    PresetRow{Preset::sdk_2026, of_2026(true), "the rules of November 2026",
              "SDK: botocore 1.44.8, aws-sdk-go-v2 1.48.0"},
    PresetRow{Preset::boto3_legacy,
              legacy,
              "boto3 up to 1.43.127 by default, and newer with AWS_RETRY_MODE=legacy",
              "SDK: botocore 1.43.127 and 1.44.8",
              "boto3",
              {0, 0}},
    PresetRow{Preset::boto3_standard, standard, "boto3 up to 1.43.127 with AWS_RETRY_MODE=standard",
              "SDK: botocore 1.43.127"},
    PresetRow{Preset::boto3_2026,
              of_2026(true),
              "boto3 from 1.44.0; before, with AWS_NEW_RETRIES_2026=true",
              "SDK: botocore 1.44.8",
              "boto3",
              {1, 44}},
    PresetRow{Preset::aws_cli_1,
              legacy,
              "AWS CLI 1, 1.46.3",
              "SDK: aws-cli 1.46.3, botocore 1.43.62",
              "aws-cli",
              {1, 0}},
    PresetRow{Preset::js_2026,
              of_2026(true, Hint::clamped),
              "JavaScript 3 with @smithy/core from 3.40.0",
              "SDK: @smithy/core 3.41.1",
              "aws-sdk-js",
              {3, 1164}},
    PresetRow{Preset::go_standard,
              go_standard,
              "Go 2 up to 1.47",
              "SDK: aws-sdk-go-v2 1.41.0, and backoffDelayLegacy of 1.48.0",
              "aws-sdk-go-v2",
              {0, 0}},
    PresetRow{Preset::go_2026,
              of_2026(true),
              "Go 2 from 1.48.0",
              "SDK: aws-sdk-go-v2 1.48.0",
              "aws-sdk-go-v2",
              {1, 48}},
    PresetRow{Preset::java_legacy,
              java_legacy,
              "Java 2 up to 2.57 by default, and newer with AWS_RETRY_MODE=legacy",
              "SDK: AWS SDK for Java 2.57.8",
              "aws-sdk-java",
              {2, 0}},
    PresetRow{Preset::java_2026,
              of_2026(true),
              "Java 2 from 2.58.0; before, with AWS_NEW_RETRIES_2026=true",
              "SDK: AWS SDK for Java 2.57.8; by default: MEAS 2.59.1",
              "aws-sdk-java",
              {2, 58}},
    PresetRow{Preset::rust_2_0,
              rust_2_0,
              "aws-sdk-kms 1.129.0 with BehaviorVersion v2026_01_12",
              "SDK: aws-sdk-kms 1.129.0",
              "aws-sdk-rust",
              {1, 0}},
    PresetRow{Preset::rust_2_1, of_2026(true), "Rust with BehaviorVersion v2026_11_10",
              "SDK: aws-smithy-runtime 1.16.2; 429 is a GUESS"},
};

// Codes that all SDKs take for throttling, but for those of the catalogue.
// SDK: botocore, @smithy/core, aws-sdk-go-v2, Java 2, aws-sdk-kms; 2026-11-29.
constexpr std::array<std::string_view, 12> throttling_codes{
    "Throttling",
    "ThrottledException",
    "RequestThrottled",
    "RequestThrottledException",
    "TooManyRequestsException",
    "ProvisionedThroughputExceededException",
    "TransactionInProgressException",
    "RequestLimitExceeded",
    "BandwidthLimitExceeded",
    "SlowDown",
    "PriorRequestNotComplete",
    "EC2ThrottledException"};

// Codes that all SDKs take for a fault that passes, but for those of the catalogue. The same
// source.
constexpr std::array<std::string_view, 2> transient_codes{"RequestTimeout",
                                                          "RequestTimeoutException"};

bool is_among(std::span<const std::string_view> codes, std::string_view code) {
  return std::ranges::find(codes, code) != codes.end();
}

aws::Retried retried(std::string_view error) {
  if (const aws::ErrorEntry* entry = aws::find_error(error)) return entry->retried;
  if (is_among(throttling_codes, error)) return aws::Retried::as_throttling;
  return is_among(transient_codes, error) ? aws::Retried::as_transient : aws::Retried::never;
}

milliseconds longest(const RetryRules& rules, const Backoff& backoff, std::int64_t retry) {
  const double times = std::pow(rules.factor, static_cast<double>(retry - 1));
  const double most = static_cast<double>(backoff.base.count()) * times;
  const auto cap = static_cast<double>(rules.cap.value_or(std::chrono::hours(24)).count());
  return milliseconds(std::llround(std::min(most, cap)));
}

Envelope drawn(const RetryRules& rules, const Backoff& backoff, std::int64_t retry) {
  Envelope wait{.most = longest(rules, backoff, retry)};
  switch (backoff.jitter) {
    case Jitter::none:
      wait.least = wait.most;
      break;
    case Jitter::half:
      wait.least = wait.most / 2;
      break;
    case Jitter::full:
      wait.drawn_from = wait.most;
      break;
  }
  return wait;
}

Envelope hinted(const Envelope& wait, Hint hint, milliseconds time) {
  switch (hint) {
    case Hint::clamped:
      return {std::max(wait.least, std::min(time, wait.least + furthest_hint)),
              std::max(wait.most, std::min(time, wait.most + furthest_hint)),
              {}};
    case Hint::at_most:
      return {std::min(time, longest_hint), std::min(time, longest_hint), {}};
    case Hint::at_least:
      return {std::max(wait.least, time), std::max(wait.most, time), {}};
    case Hint::ignored:
      break;
  }
  return wait;
}

// Either wait will do.
Envelope both(const Envelope& one, const Envelope& other) {
  return {std::min(one.least, other.least), std::max(one.most, other.most), {}};
}

}  // namespace

Trouble trouble_of(const Attempt& attempt, const RetryRules& rules) {
  if (attempt.succeeded()) return Trouble::none;
  if (!attempt.status || attempt.ended != Ended::sent) return Trouble::transient;
  if (attempt.error == "LimitExceededException" && !rules.tries_limit_exceeded_again) {
    return Trouble::final;
  }
  const aws::Retried known = retried(attempt.error);
  if (known == aws::Retried::as_throttling) return Trouble::throttling;
  const std::int64_t status = *attempt.status;
  if (status == 429) return rules.tries_429_again ? Trouble::throttling : Trouble::final;
  const bool is_transient = status == 500 || status == 502 || status == 503 || status == 504;
  return is_transient || known == aws::Retried::as_transient ? Trouble::transient : Trouble::final;
}

Envelope envelope(const RetryRules& rules, std::int64_t retry, const Attempt& before) {
  const Envelope transient = drawn(rules, rules.transient, retry);
  const Envelope throttling = drawn(rules, rules.throttling, retry);
  const Trouble trouble = trouble_of(before, rules);
  // The rules know no wait before a retry that they do not make. Any of theirs will do.
  Envelope wait = trouble == Trouble::transient ? transient
                  : trouble == Trouble::throttling
                      ? throttling
                      : Envelope{{}, both(transient, throttling).most, {}};
  const auto& [amz, standard_time] = before.retry_after;
  const bool knows_amz = amz && rules.amz_retry_after != Hint::ignored;
  const bool knows_standard = standard_time && rules.retry_after != Hint::ignored;
  if (knows_amz && knows_standard) {  // which of them counts nobody has recorded
    return both(hinted(wait, rules.amz_retry_after, *amz),
                hinted(wait, rules.retry_after, *standard_time));
  }
  if (knows_amz) return hinted(wait, rules.amz_retry_after, *amz);
  if (knows_standard) return hinted(wait, rules.retry_after, *standard_time);
  return wait;
}

std::span<const PresetRow> presets() { return rows; }

const RetryRules& rules_of(Preset preset) {
  return std::ranges::find(rows, preset, &PresetRow::preset)->rules;
}

std::optional<Preset> preset_of(std::string_view client) {
  const auto blank = client.find(' ');
  if (blank == client.npos) return std::nullopt;
  const std::string_view sdk = client.substr(0, blank);
  std::string_view rest = client.substr(blank + 1);
  std::array<int, 2> version{};
  for (int& part : version) {
    const auto dot = rest.find('.');
    part = base::number_in<int>(rest.substr(0, dot)).value_or(0);
    rest = dot == rest.npos ? "" : rest.substr(dot + 1);
  }
  const PresetRow* newest = nullptr;
  for (const PresetRow& row : rows) {
    if (row.sdk != sdk || row.since > version) continue;
    if (newest == nullptr || row.since > newest->since) newest = &row;
  }
  return newest == nullptr ? std::nullopt : std::optional(newest->preset);
}

std::string advice(const RetryRules& rules, std::int64_t number, const Attempt& attempt) {
  const Trouble trouble = trouble_of(attempt, rules);
  if (trouble == Trouble::none) return "be content";
  if (trouble == Trouble::final) return "give up, since no retry would help";
  if (rules.attempts != 0 && number >= rules.attempts) {
    return fmt::format("give up after {} attempts", rules.attempts);
  }
  const Envelope wait = envelope(rules, number, attempt);
  const std::string time = wait.least == wait.most ? in_words(wait.most)
                           : wait.least.count() == 0
                               ? fmt::format("up to {}", in_words(wait.most))
                               : fmt::format("{} to {}", in_words(wait.least), in_words(wait.most));
  return fmt::format("wait {}, then try again", time);
}

}  // namespace krm::scenario
