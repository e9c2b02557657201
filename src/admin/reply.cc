#include "admin/reply.h"

#include <fmt/format.h>

#include <optional>
#include <vector>

namespace krm::admin {
namespace {

struct MistakeView {
  static constexpr std::string_view name = "Mistake";
  static void members(auto& member) {
    member("line", &MistakeView::line, "from 1");
    member("column", &MistakeView::column, "in characters, from 1");
    member("message", &MistakeView::message, "what is wrong, and what to write instead");
    member("did_you_mean", &MistakeView::did_you_mean, "the nearest name there is");
  }
  int line = 1;
  int column = 1;
  std::string message{};
  std::optional<std::string> did_you_mean{};
};

// Returns x where the message says: did you mean "x"?
std::optional<std::string> suggestion_in(std::string_view message) {
  constexpr std::string_view before = "did you mean \"";
  const auto at = message.find(before);
  if (at == std::string_view::npos) return std::nullopt;
  message.remove_prefix(at + before.size());
  return std::string(message.substr(0, message.find('"')));
}

void begin_error(base::JsonWriter& json, std::string_view code, std::string_view message) {
  json.begin_object().key("error").begin_object();
  json.member("code", code).member("message", message);
}

}  // namespace

std::string end_of_sentence(std::string suggestion) {
  if (!suggestion.ends_with('?')) suggestion += '.';
  return suggestion;
}

Reply error(int status, std::string_view code, std::string_view message) {
  base::JsonWriter json;
  begin_error(json, code, message);
  return {status, json.end().end().text() + '\n'};
}

Reply mistakes(int status, std::string_view code, const document::Mistakes& mistakes) {
  constexpr std::size_t most = 50;
  std::vector<MistakeView> views;
  for (const document::Mistake& one : mistakes.list()) {
    if (views.size() == most) break;
    views.push_back({one.mark.line, one.mark.column, one.message, suggestion_in(one.message)});
  }
  const document::Mistake& first = mistakes.list().front();
  std::string message = fmt::format("{}:{}: {}", first.mark.line, first.mark.column, first.message);
  if (mistakes.count() > 1) message += fmt::format(" (and {} more)", mistakes.count() - 1);
  base::JsonWriter json;
  begin_error(json, code, message);
  document::put(json.key("mistakes"), views);
  return {status, json.end().end().text() + '\n'};
}

}  // namespace krm::admin
