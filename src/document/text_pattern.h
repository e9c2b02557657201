// A TextPattern matches a text that may be absent. It is a glob, a list of globs, or one of the
// words `present` and `absent`. To match such a word itself, write it as a list.
#pragma once

#include <optional>

#include "document/codec.h"

namespace krm::document {

struct TextPattern {
  enum class Kind { present, absent, like };

  bool matches(std::optional<std::string_view> text) const;
  // Returns what it matches: present, absent, or the globs in quotes.
  std::string in_words() const;

  Kind kind = Kind::like;
  std::vector<std::string> globs;
  bool operator==(const TextPattern&) const = default;
};

template <>
struct Codec<TextPattern> {
  using Form = AnyForm;
  static std::optional<TextPattern> read(const Node& node, const Form& form, Reading& reading);
  static Node write(const TextPattern& value);
  static Shape shape(const Form& form);
};

}  // namespace krm::document
