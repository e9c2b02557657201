// What is wrong with a scenario, and how it is shown:
//
//   retries.yaml:12:5: there is no fault "eror"; did you mean "error"?
//       - eror: ThrottlingException
//         ^
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/node.h"

namespace krm::document {

struct Mistake {
  Mark mark;
  std::string message;
};

// Collected while a file is read, in the order in which they are found.
class Mistakes {
 public:
  void add(Mark mark, std::string message) { list_.push_back({mark, std::move(message)}); }
  std::size_t count() const { return list_.size(); }
  bool none() const { return list_.empty(); }
  const std::vector<Mistake>& list() const { return list_; }

 private:
  std::vector<Mistake> list_;
};

// In the order of the file, each with its line of `text` and a caret, every line ended; after
// fifty only how many more there are. `name` is what the user calls the file.
std::string render(const Mistakes& mistakes, std::string_view name, std::string_view text);

// The same without the lines of the text, which may hold secrets: for logs.
std::string render_without_text(const Mistakes& mistakes, std::string_view name);

// Fit for a line of a terminal: what could move its cursor is shown as a question mark, and what is
// longer than `limit` characters is cut and ends in "...".
std::string printable(std::string_view text, std::size_t limit = 60);

// `; did you mean "x"?` for the nearest of `names` when one is near or begins so, else `; there is
// a, b, c`, unless those are too many to read.
std::string suggestion(std::string_view wrong, const std::vector<std::string_view>& names);

// The same when one is near, else nothing.
std::string nearest(std::string_view wrong, const std::vector<std::string_view>& names);

}  // namespace krm::document
