// These functions split a scenario's text into lines and characters. REQUIRES: it is valid UTF-8.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "document/node.h"

namespace krm::document {

// Returns the lines without their ends. A line ends at LF, CR LF or CR.
std::vector<std::string_view> split_lines(std::string_view text);

// Lines tells where a byte stands. The time for that does not grow with the length of its line.
class Lines {
 public:
  explicit Lines(std::string_view text);
  Mark mark(std::size_t offset) const;

 private:
  std::size_t characters_before(std::size_t offset) const;

  std::string_view text_;
  std::vector<std::string_view> lines_;
  std::vector<std::size_t> characters_before_block_;
};

// Returns what is left of `text` after `count` characters.
std::string_view characters_from(std::string_view text, std::size_t count);

// Returns whether it is a control character, or one that turns the direction of writing.
bool moves_a_cursor(std::string_view character);

}  // namespace krm::document
