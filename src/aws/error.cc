#include "aws/error.h"

#include <utility>

#include "base/json_writer.h"

namespace krm::aws {

Error::Error(const ErrorEntry& entry, std::optional<std::string> message, std::string why,
             int status)
    : entry_(&entry), message_(std::move(message)), why_(std::move(why)), status_(status) {}

std::string Error::body() const {
  base::JsonWriter body;
  body.begin_object().member("__type", entry_->name);
  const std::string_view text = message_ ? std::string_view(*message_) : entry_->text;
  if (message_ || !text.empty()) {
    body.member(entry_->key == MessageKey::uppercase ? "Message" : "message", text);
  }
  return body.end().text();
}

}  // namespace krm::aws
