// The query of an admin request, as values. All parameters there are stand in one table; a method
// names those that it takes.
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

#include "base/duration.h"
#include "document/shape.h"
#include "scenario/history.h"

namespace krm::admin {

enum class VerdictFormat { json, junit, text };
constexpr std::array<std::pair<std::string_view, VerdictFormat>, 3> words_of(VerdictFormat) {
  return {{{"json", VerdictFormat::json},
           {"junit", VerdictFormat::junit},
           {"text", VerdictFormat::text}}};
}
constexpr std::string_view family_of(VerdictFormat) { return "format"; }

enum class CallsFormat { json, text };
constexpr std::array<std::pair<std::string_view, CallsFormat>, 2> words_of(CallsFormat) {
  return {{{"json", CallsFormat::json}, {"text", CallsFormat::text}}};
}
constexpr std::string_view family_of(CallsFormat) { return "format"; }

struct Query {
  std::optional<std::string> tenant{};
  std::uint64_t since = 0;
  std::optional<std::string> rule{};
  std::optional<std::string> operation{};
  std::optional<int> status{};
  std::optional<std::string> error{};
  std::optional<bool> forwarded{};
  std::optional<scenario::Call::Outcome> outcome{};
  std::size_t limit = 1000;
  std::optional<std::size_t> min{};
  std::optional<base::Milliseconds> wait{};
  std::optional<base::Milliseconds> settle{};
  std::optional<VerdictFormat> format{};
  CallsFormat calls_format = CallsFormat::json;

  // Returns how long an answer may be put off, if it may be: until all that it waits for holds.
  std::optional<base::Milliseconds> patience() const { return std::max(wait, settle); }
};

struct Parameter {
  std::string_view key;  // names it in the table; the name, unless that means several things
  std::string_view name;
  std::string_view help;
  document::Shape (*shape)();
  // Fails with what is expected: "a whole number from 1 to 1000".
  tl::expected<void, std::string> (*set)(Query&, const std::string& text);
};

// REQUIRES: there is one with that key.
const Parameter& parameter(std::string_view key);

// Reads the query behind the "?" of `target`. `taken` holds the keys of the parameters that may
// stand there. On failure returns one sentence.
tl::expected<Query, std::string> read_query(std::string_view target,
                                            std::span<const std::string_view> taken);

}  // namespace krm::admin
