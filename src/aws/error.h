// The error catalogue: every error that AWS KMS, or the front end before it, is known to answer
// with a JSON body. One table; scenarios, replies and documentation all refer to it by name.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace krm::aws {

// Where the text stands in the body. KMS is not of one mind about the spelling.
enum class MessageKey {
  none,       // {"__type":"X"}
  lowercase,  // {"__type":"X","message":"..."}
  uppercase,  // {"__type":"X","Message":"..."}
};

struct ErrorEntry {
  std::string_view name;  // as `__type` has it
  int status;
  MessageKey key;  // used when there is a text
  std::string_view
      text;  // sent when the one who raises the error gives none; empty: no text at all
  std::string_view source;
};

// In the order of the documentation; names are unique.
std::span<const ErrorEntry> error_catalogue();

// The entry of exactly that name, or nullptr.
const ErrorEntry* find_error(std::string_view name);

// One error as it is answered.
class Error {
 public:
  // REQUIRES: the name is in the catalogue; anything else is a mistake of ours and throws
  // std::logic_error. `why` is for the log alone: what the client did, where the reply does not
  // say.
  explicit Error(std::string_view name, std::optional<std::string> message = {},
                 std::string why = {});

  const ErrorEntry& entry() const { return *entry_; }
  int status() const { return entry_->status; }
  const std::string& why() const { return why_; }

  // The JSON body, compact, `__type` first.
  std::string body() const;

 private:
  const ErrorEntry* entry_;
  std::optional<std::string> message_;
  std::string why_;
};

}  // namespace krm::aws
