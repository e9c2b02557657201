#include "scenario/template.h"

#include <fmt/format.h>

#include "base/quoting.h"
#include "base/words.h"

namespace krm::scenario {
namespace {

constexpr std::string_view escaped = "$${";
constexpr std::string_view opening = "${";

}  // namespace

std::string Template::filled(const Filling& filling) const {
  std::string all;
  for (const Part& part : parts) {
    all += part.text;
    if (part.behind) all += *part.behind == Placeholder::date ? filling.date : filling.request_id;
  }
  return all;
}

tl::expected<Template, std::string> parse_template(std::string_view text) {
  Template read;
  std::string before;
  while (!text.empty()) {
    if (text.starts_with(escaped)) {
      before += opening;
      text.remove_prefix(escaped.size());
    } else if (text.starts_with(opening)) {
      const auto end = text.find('}');
      const auto name = text.substr(0, end).substr(opening.size());
      const auto placeholder =
          end == std::string_view::npos ? std::nullopt : base::value_of<Placeholder>(name);
      if (!placeholder) {
        return tl::unexpected(fmt::format(
            "{} is no placeholder; there is ${{request_id}} and ${{date}}, and $${{ stands for "
            "\"${{\" itself",
            base::quoted(text.substr(0, end == std::string_view::npos ? end : end + 1))));
      }
      read.parts.push_back({std::exchange(before, {}), *placeholder});
      text.remove_prefix(end + 1);
    } else {
      before += text.front();
      text.remove_prefix(1);
    }
  }
  if (!before.empty()) read.parts.push_back({std::move(before)});
  return read;
}

std::string written(const Template& value) {
  std::string all;
  for (const auto& [text, behind] : value.parts) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (std::string_view(text).substr(i).starts_with(opening)) all += '$';
      all += text[i];
    }
    if (behind) all += fmt::format("${{{}}}", base::word_of(*behind));
  }
  return all;
}

}  // namespace krm::scenario
