// One error reply: an entry of the catalogue, and what this case adds to it.
//
// Thread-safety: a plain value.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "aws/error_catalogue.h"

namespace krm::aws {

// Returns the entry of that name. The compiler checks that there is one.
consteval const ErrorEntry& error_named(std::string_view name) { return *find_error(name); }

// How a reply names its error. KMS writes `type`. Other services on the same protocol, proxies and
// gateways write the others, and every SDK reads them (MODEL: awsJson1.1, "Operation error
// serialization").
enum class ErrorDialect {
  type,        // {"__type":"X"}
  namespaced,  // {"__type":"com.amazonaws.kms#X"}
  code,        // {"code":"X"}
  header,      // the header x-amzn-ErrorType alone
};
constexpr std::array<std::pair<std::string_view, ErrorDialect>, 4> words_of(ErrorDialect) {
  return {{{"type", ErrorDialect::type},
           {"namespaced", ErrorDialect::namespaced},
           {"code", ErrorDialect::code},
           {"header", ErrorDialect::header}}};
}
constexpr std::string_view family_of(ErrorDialect) { return "dialect"; }

// Returns the entry's text as a request for `operation` gets it. The catalogue has it for
// GenerateRandom, which an empty name also stands for. A text about a member of that is left out.
std::string text_for(const ErrorEntry& entry, std::string_view operation);

class Error {
 public:
  // Sends the entry's own text, if it has one, when `message` is absent. `why` is for the log only:
  // it says what the client did, when the reply does not. A `status` of 0 stands for the entry's
  // own.
  explicit Error(const ErrorEntry& entry, std::optional<std::string> message = {},
                 std::string why = {}, int status = 0);

  const ErrorEntry& entry() const { return *entry_; }
  const std::string& why() const { return why_; }
  // Returns the message in the reply, or an empty text when it has none.
  std::string_view message() const;
  int status() const { return status_ != 0 ? status_ : entry_->status; }

  // Returns the JSON body: compact, with the name first where it has one.
  std::string body(ErrorDialect dialect = ErrorDialect::type) const;

 private:
  const ErrorEntry* entry_;
  std::optional<std::string> message_;
  std::string why_;
  int status_;
};

}  // namespace krm::aws
