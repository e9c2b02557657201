#include "document/node.h"

#include <algorithm>

#include "document/mistake.h"

namespace krm::document {
namespace {

bool all_of(std::string_view text, std::string_view alphabet) {
  return !text.empty() && text.find_first_not_of(alphabet) == std::string_view::npos;
}

constexpr std::string_view decimal_digits = "0123456789";

std::string_view without_sign(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  return text;
}

bool is_integer(std::string_view text) {
  if (text.starts_with("0x")) return all_of(text.substr(2), "0123456789abcdefABCDEF");
  if (text.starts_with("0o")) return all_of(text.substr(2), "01234567");
  return all_of(without_sign(text), decimal_digits);
}

// [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?
bool is_number(std::string_view text) {
  text = without_sign(text);
  const auto exponent = text.find_first_of("eE");
  if (exponent != std::string_view::npos) {
    if (!all_of(without_sign(text.substr(exponent + 1)), decimal_digits)) return false;
    text = text.substr(0, exponent);
  }
  const auto point = text.find('.');
  if (point == std::string_view::npos) return all_of(text, decimal_digits);
  const auto before = text.substr(0, point);
  const auto after = text.substr(point + 1);
  return (before.empty() || all_of(before, decimal_digits)) &&
         (after.empty() || all_of(after, decimal_digits)) && !(before.empty() && after.empty());
}

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, text) != words.end();
}

}  // namespace

const Node* Node::find(std::string_view key) const {
  const auto found = std::ranges::find(members, key, &Member::key);
  return found == members.end() ? nullptr : &found->value.front();
}

void Node::add(std::string key, Node value) {
  kind = Kind::mapping;
  members.push_back({std::move(key), {}, {}});
  members.back().value.push_back(std::move(value));
}

Node::Kind kind_of_plain(std::string_view text) {
  using Kind = Node::Kind;
  if (text.empty() || is_one_of(text, {"~", "null", "Null", "NULL"})) return Kind::null;
  if (is_one_of(text, {"true", "True", "TRUE", "false", "False", "FALSE"})) return Kind::boolean;
  if (is_integer(text)) return Kind::integer;
  if (is_number(text) || is_one_of(without_sign(text), {".inf", ".Inf", ".INF"}) ||
      is_one_of(text, {".nan", ".NaN", ".NAN"})) {
    return Kind::number;
  }
  return Kind::text;
}

std::string described(const Node& node) {
  switch (node.kind) {
    case Node::Kind::null:
      return "nothing";
    case Node::Kind::boolean:
    case Node::Kind::integer:
    case Node::Kind::number:
      return printable(node.text);
    case Node::Kind::text:
      return "the text \"" + printable(node.text) + "\"";
    case Node::Kind::list:
      return "a list";
    case Node::Kind::mapping:
      return "a mapping";
  }
  return "";
}

}  // namespace krm::document
