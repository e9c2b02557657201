#include "aws/error.h"

#include <utility>

#include "base/json_writer.h"

namespace krm::aws {

std::string text_for(const ErrorEntry& entry, std::string_view operation) {
  constexpr std::string_view usual = "GenerateRandom";
  std::string text(entry.text);
  if (operation.empty() || operation == usual) return text;
  if (text.find("NumberOfBytes") != text.npos) return {};
  for (auto at = text.find(usual); at != text.npos; at = text.find(usual, at + operation.size())) {
    text.replace(at, usual.size(), operation);
  }
  return text;
}

Error::Error(const ErrorEntry& entry, std::optional<std::string> message, std::string why,
             int status)
    : entry_(&entry), message_(std::move(message)), why_(std::move(why)), status_(status) {}

std::string_view Error::message() const {
  return message_ ? std::string_view(*message_) : entry_->text;
}

std::string Error::body(ErrorDialect dialect) const {
  base::JsonWriter body;
  body.begin_object();
  if (dialect == ErrorDialect::namespaced) {
    body.member("__type", "com.amazonaws.kms#" + std::string(entry_->name));
  } else if (dialect != ErrorDialect::header) {
    body.member(dialect == ErrorDialect::code ? "code" : "__type", entry_->name);
  }
  const std::string_view text = message();
  if (message_ || !text.empty()) {
    body.member(entry_->key == MessageKey::uppercase ? "Message" : "message", text);
  }
  return body.end().text();
}

}  // namespace krm::aws
