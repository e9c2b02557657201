// One error reply: an entry of the catalogue, and what this case adds to it.
//
// Thread-safety: a plain value.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "aws/error_catalogue.h"

namespace krm::aws {

// Returns the entry of that name. The compiler checks that there is one.
consteval const ErrorEntry& error_named(std::string_view name) { return *find_error(name); }

class Error {
 public:
  // Sends the entry's own text, if it has one, when `message` is absent. `why` is for the log only:
  // it says what the client did, when the reply does not. A `status` of 0 stands for the entry's
  // own.
  explicit Error(const ErrorEntry& entry, std::optional<std::string> message = {},
                 std::string why = {}, int status = 0);

  const ErrorEntry& entry() const { return *entry_; }
  const std::string& why() const { return why_; }
  int status() const { return status_ != 0 ? status_ : entry_->status; }

  // Returns the JSON body: compact, with `__type` first.
  std::string body() const;

 private:
  const ErrorEntry* entry_;
  std::optional<std::string> message_;
  std::string why_;
  int status_;
};

}  // namespace krm::aws
