// A Template is a text with places that each reply fills: ${request_id} and ${date}. A "$${" in it
// stands for "${" itself.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace krm::scenario {

enum class Placeholder { request_id, date };
constexpr std::array<std::pair<std::string_view, Placeholder>, 2> words_of(Placeholder) {
  return {{{"request_id", Placeholder::request_id}, {"date", Placeholder::date}}};
}
constexpr std::string_view family_of(Placeholder) { return "placeholder"; }

// What one reply puts there.
struct Filling {
  std::string_view request_id;
  std::string_view date;  // as the header Date writes it
};

struct Template {
  struct Part {
    std::string text;
    std::optional<Placeholder> behind{};  // stands behind the text; nothing in the last part
    bool operator==(const Part&) const = default;
  };
  std::vector<Part> parts;
  bool operator==(const Template&) const = default;

  bool empty() const { return parts.empty(); }
  std::string filled(const Filling& filling) const;
};

// Returns the template that is written as `text`. On failure returns what is wrong with it.
tl::expected<Template, std::string> parse_template(std::string_view text);

// Returns the text that parse_template() reads as `value`.
std::string written(const Template& value);

}  // namespace krm::scenario
