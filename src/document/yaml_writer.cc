#include "document/yaml_writer.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/ascii.h"
#include "base/json_writer.h"

namespace krm::document {
namespace {

// Returns whether a text means nothing else in YAML: words of letters, digits and a few signs, or a
// duration.
bool is_plain(std::string_view text) {
  if (text.empty() || text.back() == ' ' || text.front() == '0') return false;
  const bool begins_with_digit = base::is_digit(text.front());
  if (!begins_with_digit && !base::is_letter(text.front())) return false;
  const std::string_view others = begins_with_digit ? "" : "_-./+ ";
  const bool harmless = std::ranges::all_of(text, [&](char c) {
    return base::is_letter(c) || base::is_digit(c) || others.find(c) != std::string_view::npos;
  });
  return harmless && kind_of_plain(text) == Node::Kind::text;
}

// What YAML 1.1 takes for a truth is quoted too: other readers may be older.
bool means_a_truth(std::string_view text) {
  constexpr std::string_view words[] = {"yes", "no", "on", "off", "y", "n"};
  return std::ranges::find(words, base::lower_case(text)) != std::end(words);
}

// A double-quoted scalar of YAML takes everything that a string of JSON does.
std::string scalar_text(const Node& node) {
  if (node.kind == Node::Kind::null) return "null";
  if (node.kind != Node::Kind::text) return node.text;
  if (is_plain(node.text) && !means_a_truth(node.text)) return node.text;
  return base::JsonWriter().put(std::string_view(node.text)).text();
}

std::string key_text(const Member& member) {
  return scalar_text(Node::scalar(Node::Kind::text, member.key));
}

void write_lines(std::string& out, const Node& node, std::size_t indent);

// Writes what stands behind "key:" or "-".
void write_behind(std::string& out, const Node& node, std::size_t indent, bool in_list) {
  const bool is_empty = node.items.empty() && node.members.empty();
  if (node.is_scalar()) {
    out += ' ' + scalar_text(node) + '\n';
  } else if (is_empty) {
    out += node.kind == Node::Kind::list ? " []\n" : " {}\n";
  } else if (in_list && node.kind == Node::Kind::mapping) {
    std::string inner;
    write_lines(inner, node, indent);
    out += ' ' + inner.substr(indent);  // the first member stands behind the dash
  } else {
    out += '\n';
    write_lines(out, node, indent);
  }
}

void write_lines(std::string& out, const Node& node, std::size_t indent) {
  for (const Member& member : node.members) {
    out += std::string(indent, ' ') + key_text(member) + ':';
    write_behind(out, member.value.front(), indent + 2, false);
  }
  for (const Node& item : node.items) {
    out += std::string(indent, ' ') + '-';
    write_behind(out, item, indent + 2, true);
  }
}

void put_in_flow(std::string& out, const Node& node) {
  if (node.is_scalar()) {
    out += scalar_text(node);
    return;
  }
  const bool is_list = node.kind == Node::Kind::list;
  std::string_view comma;
  out += is_list ? '[' : '{';
  for (const Node& item : node.items) {
    out += std::exchange(comma, ", ");
    put_in_flow(out, item);
  }
  for (const Member& member : node.members) {
    out += std::exchange(comma, ", ");
    out += key_text(member) + ": ";
    put_in_flow(out, member.value.front());
  }
  out += is_list ? ']' : '}';
}

}  // namespace

std::string in_flow(const Node& node) {
  std::string out;
  put_in_flow(out, node);
  return out;
}

std::string to_yaml(const Node& node) {
  if (node.is_scalar()) return scalar_text(node) + '\n';
  std::string out;
  write_lines(out, node, 0);
  return out.empty() ? (node.kind == Node::Kind::list ? "[]\n" : "{}\n") : out;
}

}  // namespace krm::document
