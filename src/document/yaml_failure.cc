#include "document/yaml_failure.h"

#include <fmt/format.h>
#include <yaml-cpp/exceptions.h>

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <utility>

#include "base/utf8.h"

namespace krm::document {
namespace {

class Failure {
 public:
  Failure(std::string message, std::size_t offset, std::string_view text, bool in_flow)
      : msg_(std::move(message)),
        text_(text),
        at_(std::min(offset, text.size())),
        in_flow_(in_flow) {}

  Mistake mistake(const Lines& lines) {
    const std::string message = explain();  // moves at_
    return {lines.mark(at_), message};
  }

 private:
  std::string explain() {
    using namespace YAML::ErrorMsg;
    if (says({ALIAS_NOT_FOUND, CHAR_IN_ALIAS, "the referenced anchor is not defined"})) {
      return back_to('*', no_aliases);
    }
    if (says({ANCHOR_NOT_FOUND, CHAR_IN_ANCHOR, MULTIPLE_ANCHORS})) return back_to('&', no_anchors);
    if (says({CHAR_IN_TAG_HANDLE, TAG_WITH_NO_SUFFIX, END_OF_VERBATIM_TAG, MULTIPLE_TAGS})) {
      return back_to('!', no_tags);
    }
    if (says({INVALID_UNICODE})) return no_such_character();
    if (says({INVALID_ESCAPE})) return no_such_escape();
    if (says({UNKNOWN_TOKEN}) && at_ < text_.size()) {
      return fmt::format("\"{}\" cannot begin a value; put it in quotes",
                         printable(base::first_character(text_.substr(at_))));
    }
    if (const auto tab = tab_of_indentation(); tab && !in_flow_) {
      at_ = *tab;
      return "a tab cannot indent YAML; use spaces";
    }
    if (says({CHAR_IN_BLOCK})) {
      return "a value that begins with \">\" or \"|\" is a block of lines; put it in quotes";
    }
    return "this is not YAML: " + printable(msg_);
  }

  bool says(std::initializer_list<std::string_view> beginnings) const {
    return std::ranges::any_of(beginnings, [&](auto text) { return msg_.starts_with(text); });
  }

  std::string back_to(char indicator, std::string_view message) {
    if (const auto found = text_.rfind(indicator, at_); found != text_.npos) at_ = found;
    return std::string(message);
  }

  std::string no_such_character() {
    const auto begin = text_.substr(0, at_).rfind('\\');
    if (begin == text_.npos) return "this is not YAML: " + printable(msg_);
    const std::string_view escape = text_.substr(begin, at_ - begin);
    at_ = begin;
    const bool is_beyond = escape.starts_with("\\U") && !escape.starts_with("\\U0000");
    if (is_beyond) return fmt::format("there is no character {}", escape);
    return fmt::format("{} is half of a character; both halves are needed, as in \\ud83d\\ude00",
                       escape);
  }

  std::string no_such_escape() {
    const auto begin = text_.substr(0, std::max<std::size_t>(at_, 1) - 1).rfind('\\');
    if (begin == text_.npos || begin + 1 >= text_.size()) {
      return "this is not YAML: an unknown escape";
    }
    at_ = begin;
    return fmt::format("\\{} is no escape; write \\\\ for a backslash in double quotes",
                       printable(base::first_character(text_.substr(begin + 1))));
  }

  std::optional<std::size_t> tab_of_indentation() const {
    const auto break_before = at_ == 0 ? text_.npos : text_.rfind('\n', at_ - 1);
    const std::size_t begin = break_before == text_.npos ? 0 : break_before + 1;
    const auto tab = text_.find_first_not_of(' ', begin);
    return tab != text_.npos && text_[tab] == '\t' ? std::optional(tab) : std::nullopt;
  }

  std::string msg_;
  std::string_view text_;
  std::size_t at_;
  bool in_flow_;
};

}  // namespace

Mistake explain_failure(std::string message, std::size_t offset, std::string_view text,
                        bool in_flow, const Lines& lines) {
  return Failure(std::move(message), offset, text, in_flow).mistake(lines);
}

}  // namespace krm::document
