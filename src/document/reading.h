// A Reading is what a codec has beside its node: the mistakes so far, the whole file, and a way to
// other files.
//
// Thread-safety: one thread may use it.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <tl/expected.hpp>

#include "document/mistake.h"
#include "document/node.h"

namespace krm::document {

// Returns at most `most` bytes of the file at `path`, which is as the scenario writes it. On
// failure returns the cause in words.
using FileReader = std::function<tl::expected<std::string, std::string>(const std::string& path,
                                                                        std::size_t most)>;

// REQUIRES: the references outlive this.
struct Reading {
  void refuse(Mark mark, std::string message) { mistakes.add(mark, std::move(message)); }

  Mistakes& mistakes;
  const Node& whole;       // for parts that refer to others
  FileReader read_file{};  // empty where the scenario may name no file
  bool is_remote = false;  // it came over the network, and may send nobody anywhere
};

}  // namespace krm::document
