#include "document/mistake.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <ranges>
#include <utility>

#include "base/utf8.h"
#include "document/edit_distance.h"
#include "document/text.h"

namespace krm::document {
namespace {

constexpr std::size_t shown_at_most = 50;
constexpr std::size_t window = 100;  // characters of a line
constexpr std::size_t listed_at_most = 20;

// An Excerpt is the part of a line that the caret points into, and the caret's place in it, from 0.
struct Excerpt {
  std::string text;
  std::size_t caret;
};

Excerpt excerpt(std::string_view line, int column) {
  const auto at = static_cast<std::size_t>(std::max(column - 1, 0));
  const std::size_t begin = at > window * 3 / 4 ? at - window / 2 : 0;
  return {printable(characters_from(line, begin), window), at - begin};
}

std::string render_beside(const Mistakes& mistakes, std::string_view name,
                          const std::vector<std::string_view>& lines) {
  std::vector<Mistake> sorted = mistakes.list();
  std::ranges::stable_sort(sorted, [](const Mistake& a, const Mistake& b) {
    return std::pair(a.mark.line, a.mark.column) < std::pair(b.mark.line, b.mark.column);
  });
  std::string all;
  for (const Mistake& mistake : sorted | std::views::take(shown_at_most)) {
    all += fmt::format("{}:{}:{}: {}\n", printable(name, 1000), mistake.mark.line,
                       mistake.mark.column, mistake.message);
    const auto index = static_cast<std::size_t>(mistake.mark.line - 1);
    if (index >= lines.size()) continue;
    const Excerpt shown = excerpt(lines[index], mistake.mark.column);
    all += fmt::format("  {}\n  {:{}}^\n", shown.text, "", shown.caret);
  }
  if (sorted.size() > shown_at_most) {
    all +=
        fmt::format("{}: {} more mistakes\n", printable(name, 1000), sorted.size() - shown_at_most);
  }
  return all;
}

}  // namespace

std::string render(const Mistakes& mistakes, std::string_view name, std::string_view text) {
  return render_beside(mistakes, name, split_lines(text));
}

std::string render_without_text(const Mistakes& mistakes, std::string_view name) {
  return render_beside(mistakes, name, {});
}

std::string printable(std::string_view text, std::size_t limit) {
  std::string out;
  std::size_t count = 0;
  while (!text.empty()) {
    const std::string_view character = base::first_character(text);
    if (count++ == limit) return out + "...";
    out += character == "\t" ? " " : moves_a_cursor(character) ? "?" : character;
    text.remove_prefix(character.size());
  }
  return out;
}

std::string nearest(std::string_view wrong, const std::vector<std::string_view>& names) {
  std::string_view best;
  std::size_t least = std::max<std::size_t>(1, std::min<std::size_t>(wrong.size(), 32) / 3) + 1;
  for (const std::string_view name : names) {
    const std::size_t distance = edit_distance(wrong, name);
    if (distance < least) {
      least = distance;
      best = name;
    }
  }
  if (best.empty() && wrong.size() >= 4) {
    const auto longer =
        std::ranges::find_if(names, [&](std::string_view name) { return name.starts_with(wrong); });
    if (longer != names.end()) best = *longer;
  }
  return best.empty() ? "" : fmt::format("; did you mean \"{}\"?", best);
}

std::string suggestion(std::string_view wrong, const std::vector<std::string_view>& names) {
  std::string near = nearest(wrong, names);
  if (!near.empty() || names.empty() || names.size() > listed_at_most) return near;
  return fmt::format("; there is {}", fmt::join(names, ", "));
}

}  // namespace krm::document
