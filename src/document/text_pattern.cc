#include "document/text_pattern.h"

#include <fmt/ranges.h>

#include <algorithm>

#include "base/quoting.h"
#include "base/utf8.h"
#include "document/glob.h"

namespace krm::document {
namespace {

const TextForm glob{
    .what = "a text of at most 256 characters, in which * and ? stand for others",
    .pattern = "^[\\s\\S]{0,256}$",
    .holds = [](std::string_view text) { return base::count_characters(text) <= 256; }};

}  // namespace

bool TextPattern::matches(std::optional<std::string_view> text) const {
  if (kind != Kind::like) return text.has_value() == (kind == Kind::present);
  return text && std::ranges::any_of(globs, [&](const std::string& pattern) {
           return glob_matches(pattern, *text);
         });
}

std::string TextPattern::in_words() const {
  if (kind == Kind::present) return "present";
  if (kind == Kind::absent) return "absent";
  std::vector<std::string> quoted;
  quoted.reserve(globs.size());
  for (const std::string& one : globs) quoted.push_back(base::quoted(one));
  return fmt::format("{}", fmt::join(quoted, " or "));
}

std::optional<TextPattern> Codec<TextPattern>::read(const Node& node, const Form&,
                                                    Reading& reading) {
  if (node.kind == Node::Kind::text && node.text == "present") {
    return TextPattern{TextPattern::Kind::present, {}};
  }
  if (node.kind == Node::Kind::text && node.text == "absent") {
    return TextPattern{TextPattern::Kind::absent, {}};
  }
  auto globs = Codec<OneOrMore<std::string>>::read(node, glob, reading);
  if (!globs) return std::nullopt;
  return TextPattern{TextPattern::Kind::like, std::move(globs->values)};
}

Node Codec<TextPattern>::write(const TextPattern& value) {
  if (value.kind == TextPattern::Kind::present) return Node::scalar(Node::Kind::text, "present");
  if (value.kind == TextPattern::Kind::absent) return Node::scalar(Node::Kind::text, "absent");
  return Codec<std::vector<std::string>>::write(value.globs);
}

Shape Codec<TextPattern>::shape(const Form&) {
  Shape shape = Codec<OneOrMore<std::string>>::shape(glob);
  shape.what = "present | absent | a pattern with * and ?, or a list of those";
  return shape;
}

}  // namespace krm::document
