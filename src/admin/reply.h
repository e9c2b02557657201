// What a resource replies: a status and a body, to which the routes add what all replies have.
#pragma once

#include <string>
#include <string_view>

#include "document/mistake.h"
#include "document/view.h"
#include "http/header.h"

namespace krm::admin {

struct Reply {
  int status = 200;
  std::string body{};  // may be empty with 204 only
  std::string_view type = "application/json";
  http::Headers more{};  // in addition to those of every reply
};

template <document::AView V>
Reply json(const V& view, int status = 200) {
  return {status, document::to_json_line(view)};
}

// Returns a suggestion with what ends its sentence: a full stop, unless it is a question.
std::string end_of_sentence(std::string suggestion);

// Returns {"error": {"code", "message"}}.
Reply error(int status, std::string_view code, std::string_view message);

// Returns the same with what is wrong in a text, each with its place.
Reply mistakes(int status, std::string_view code, const document::Mistakes& mistakes);

}  // namespace krm::admin
