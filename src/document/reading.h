// What a part of a file is read in: the mistakes so far, the whole file, and a way to other files.
//
// Thread-safety: for one thread.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <tl/expected.hpp>

#include "document/mistake.h"
#include "document/node.h"

namespace krm::document {

// Returns at most `most` bytes of the file at a path, as the path is written. On failure returns
// the cause in words.
using FileReader = std::function<tl::expected<std::string, std::string>(const std::string& path,
                                                                        std::size_t most)>;

// The references must outlive this.
struct Reading {
  void refuse(Mark mark, std::string message) { mistakes.add(mark, std::move(message)); }

  Mistakes& mistakes;
  const Node& whole;       // for parts that refer to others
  FileReader read_file{};  // absent where the file may name none
};

}  // namespace krm::document
