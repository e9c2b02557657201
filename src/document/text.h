// A scenario's text in lines and characters. All of it takes valid UTF-8.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "document/node.h"

namespace krm::document {

// Without their ends; a line ends at LF, CR LF or CR.
std::vector<std::string_view> split_lines(std::string_view text);

// Where the byte at `offset` stands, in a time that does not grow with the length of its line.
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

// What is left after `count` characters.
std::string_view characters_from(std::string_view text, std::size_t count);

// Control characters, and those that turn the direction of writing.
bool moves_a_cursor(std::string_view character);

}  // namespace krm::document
