// A Shape says, as data, what a value in a scenario file may look like. Each codec gives the shape
// of what it reads. The JSON Schema and the reference are made from it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace krm::document {

struct Shape {
  enum class Kind {
    null,
    boolean,
    integer,
    number,
    text,
    list,
    mapping,    // of `members`, or of any keys with `inner.front()` as their values
    any_of,     // one of `inner`
    reference,  // to the definition that `what` names
    anything,
  };

  Kind kind = Kind::null;
  std::string what{};  // in words, as in messages
  // Of integers and numbers; of a list, its items; of a mapping of any keys, their number. A list
  // or such a mapping has at least one where this is absent.
  std::optional<double> least{};
  std::optional<double> most{};
  std::string pattern{};             // of a text, or of the keys of a mapping
  std::vector<std::string> words{};  // if any: all that a text, or a truth, may be
  std::vector<Shape> inner{};
  std::vector<Shape> members{};
  bool one_key = false;       // exactly one of the members
  bool at_least_one = false;  // of the members

  // Of a member of a mapping:
  std::string key{};
  std::string help{};
  bool required = false;
  std::string standard{};  // what an absent member means, if that can be written
};

// Returns `shape` as a member of a mapping.
inline Shape member_of(std::string_view key, std::string_view help, bool required, Shape shape) {
  shape.key = key;
  shape.help = help;
  shape.required = required;
  return shape;
}

}  // namespace krm::document
