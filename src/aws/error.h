// One error as it is answered: an entry of the catalogue, and what this case adds to it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "aws/error_catalogue.h"

namespace krm::aws {

// An entry by a name that the compiler has checked.
consteval const ErrorEntry& error_named(std::string_view name) { return *find_error(name); }

class Error {
 public:
  // Without a `message` the entry's own text is sent, if it has one. `why` is for the log alone:
  // what the client did, where the reply does not say. A `status` of 0 is the entry's own.
  explicit Error(const ErrorEntry& entry, std::optional<std::string> message = {},
                 std::string why = {}, int status = 0);

  const ErrorEntry& entry() const { return *entry_; }
  const std::string& why() const { return why_; }
  int status() const { return status_ != 0 ? status_ : entry_->status; }

  // The JSON body, compact, `__type` first.
  std::string body() const;

 private:
  const ErrorEntry* entry_;
  std::optional<std::string> message_;
  std::string why_;
  int status_;
};

}  // namespace krm::aws
