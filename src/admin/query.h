// The query of an admin request, as values. All parameters there are stand in one table; a method
// names those that it takes.
#pragma once

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

enum class VerdictFormat { json, junit };
constexpr std::array<std::pair<std::string_view, VerdictFormat>, 2> words_of(VerdictFormat) {
  return {{{"json", VerdictFormat::json}, {"junit", VerdictFormat::junit}}};
}
constexpr std::string_view family_of(VerdictFormat) { return "format"; }

struct Query {
  std::optional<std::string> tenant{};
  std::uint64_t since = 0;
  std::optional<std::string> rule{};
  std::optional<std::string> operation{};
  std::optional<int> status{};
  std::optional<std::string> error{};
  std::optional<scenario::Call::Outcome> outcome{};
  std::size_t limit = 1000;
  std::optional<std::size_t> min{};
  std::optional<base::Milliseconds> wait{};
  std::optional<VerdictFormat> format{};
};

struct Parameter {
  std::string_view name;
  std::string_view help;
  document::Shape (*shape)();
  // Fails with what is expected: "a whole number from 1 to 1000".
  tl::expected<void, std::string> (*set)(Query&, const std::string& text);
};

// REQUIRES: there is one of that name.
const Parameter& parameter(std::string_view name);

// Reads the query behind the "?" of `target`. `taken` names the parameters that may stand there. On
// failure returns one sentence.
tl::expected<Query, std::string> read_query(std::string_view target,
                                            std::span<const std::string_view> taken);

}  // namespace krm::admin
