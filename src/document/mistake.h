// A Mistake says what is wrong with a scenario, and where. render() shows it like this:
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

// Mistakes collects what is found while a file is read, in the order in which it is found.
class Mistakes {
 public:
  void add(Mark mark, std::string message) { list_.push_back({mark, std::move(message)}); }
  std::size_t count() const { return list_.size(); }
  bool none() const { return list_.empty(); }
  const std::vector<Mistake>& list() const { return list_; }

 private:
  std::vector<Mistake> list_;
};

// Returns the mistakes in the order of the file, each with its line of `text` and a caret. Every
// line is ended. After fifty it only counts the rest. `name` is what the user calls the file.
std::string render(const Mistakes& mistakes, std::string_view name, std::string_view text);

// Returns the same without the lines of the text, which may hold secrets. Use it for logs.
std::string render_without_text(const Mistakes& mistakes, std::string_view name);

// Returns `text` fit for a line of a terminal. A tab becomes a space. What else could move the
// cursor becomes a question mark. A text of more than `limit` characters is cut and ends in "...".
std::string printable(std::string_view text, std::size_t limit = 60);

// Returns `; did you mean "x"?` for the nearest of `names`, if one is near or begins with `wrong`.
// Else returns `; there is a, b, c`, or nothing if those are more than 20.
std::string suggestion(std::string_view wrong, const std::vector<std::string_view>& names);

// Returns `; did you mean "x"?` in the same way, else nothing.
std::string nearest(std::string_view wrong, const std::vector<std::string_view>& names);

}  // namespace krm::document
