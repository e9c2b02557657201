#include "aws/error.h"

#include <nlohmann/json.hpp>
#include <utility>

namespace krm::aws {

Error::Error(const ErrorEntry& entry, std::optional<std::string> message, std::string why,
             int status)
    : entry_(&entry), message_(std::move(message)), why_(std::move(why)), status_(status) {}

std::string Error::body() const {
  nlohmann::ordered_json body = {{"__type", entry_->name}};
  const std::string_view text = message_ ? std::string_view(*message_) : entry_->text;
  if (message_ || !text.empty()) {
    body[entry_->key == MessageKey::uppercase ? "Message" : "message"] = text;
  }
  // A header that is echoed may hold any bytes.
  return body.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace krm::aws
