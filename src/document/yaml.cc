#include "document/yaml.h"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "document/surrogates.h"
#include "document/text.h"
#include "document/unreadable.h"
#include "document/yaml_failure.h"

namespace krm::document {
namespace {

constexpr std::size_t most_levels = 64;
constexpr std::size_t most_values = 20'000;
constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

struct Refused {
  Mistake mistake;
};

class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(const Lines& lines, const StandIns& stand_ins)
      : lines_(lines), stand_ins_(stand_ins) {}

  Node take() { return std::move(root_); }
  bool in_flow() const { return !open_.empty() && open_.back().is_flow; }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (!std::exchange(has_document_, true)) return;
    const auto at = static_cast<std::size_t>(std::max(mark.pos, 0));
    const bool marked = std::string_view(stand_ins_.text).substr(at).starts_with("---");
    refuse(mark, marked ? "a second document cannot stand here; give it a file of its own"
                        : "this does not continue what is above it; look at its indentation");
  }
  void OnDocumentEnd() override {}

  void OnAnchor(const YAML::Mark& mark, const std::string&) override {
    refuse(mark, std::string(no_anchors));
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    refuse(mark, std::string(no_aliases));
  }

  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override {
    count(mark);
    Node node{.mark = place(mark)};
    if (awaits_value()) node.mark = open_.back().node.members.back().mark;
    attach(std::move(node));
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                const std::string& value) override {
    count(mark);
    refuse_tag(mark, tag);
    if (base::first_invalid_utf8(value)) {  // yaml-cpp before 0.9
      refuse(mark, "\\_ and \\N are refused; write \\u00a0 and \\u0085");
    }
    if (tag == "!") refuse_unclosed(mark);
    const auto kind = tag == "?" ? kind_of_plain(value) : Node::Kind::text;
    attach({.kind = kind, .mark = place(mark), .text = restore_surrogates(stand_ins_, value)});
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                       YAML::EmitterStyle::value style) override {
    open(mark, tag, Node::Kind::list, style);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                  YAML::EmitterStyle::value style) override {
    open(mark, tag, Node::Kind::mapping, style);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Open {
    Node node;
    bool is_flow;
    std::map<std::string, int> line_of_key{};
  };

  Mark place(const YAML::Mark& mark) const {
    return lines_.mark(static_cast<std::size_t>(std::max(mark.pos, 0)));
  }

  [[noreturn]] void refuse(const YAML::Mark& mark, std::string message) const {
    throw Refused{{place(mark), std::move(message)}};
  }

  void refuse_tag(const YAML::Mark& mark, const std::string& tag) const {
    if (tag != "?" && tag != "!") refuse(mark, std::string(no_tags));
  }

  // yaml-cpp accepts a quote that is never closed, if the last line is ended.
  void refuse_unclosed(const YAML::Mark& mark) const {
    const std::string_view text = stand_ins_.text;
    auto at = static_cast<std::size_t>(std::max(mark.pos, 0));
    if (text.substr(at).starts_with('!')) at = after_blanks(text, at + 1);
    if (at >= text.size() || (text[at] != '"' && text[at] != '\'')) return;
    const char quote = text[at];
    for (std::size_t i = at + 1; i < text.size(); ++i) {
      if (quote == '"' && text[i] == '\\') {
        ++i;
      } else if (text[i] == quote) {
        if (quote == '"' || !text.substr(i + 1).starts_with(quote)) return;
        ++i;
      }
    }
    throw Refused{{lines_.mark(at), fmt::format("this {} is never closed", quote)}};
  }

  static std::size_t after_blanks(std::string_view text, std::size_t at) {
    at = std::min(text.find_first_not_of(" \t\r\n", at), text.size());
    while (text.substr(at).starts_with('#')) {
      at = std::min(text.find('\n', at), text.size());
      at = std::min(text.find_first_not_of(" \t\r\n", at), text.size());
    }
    return at;
  }

  void count(const YAML::Mark& mark) {
    if (!awaits_key() && ++values_ > most_values) {
      refuse(mark, fmt::format("there are more than {} values", most_values));
    }
  }

  bool awaits_value() const {
    return !open_.empty() && !open_.back().node.members.empty() &&
           open_.back().node.members.back().value.empty();
  }
  bool awaits_key() const {
    return !open_.empty() && open_.back().node.kind == Node::Kind::mapping && !awaits_value();
  }

  void open(const YAML::Mark& mark, const std::string& tag, Node::Kind kind,
            YAML::EmitterStyle::value style) {
    count(mark);
    refuse_tag(mark, tag);
    Node node{.kind = kind, .mark = place(mark)};
    const bool is_flow = style == YAML::EmitterStyle::Flow;
    if (awaits_key()) refuse_key(node, is_flow ? "; is a bracket not closed?" : "");
    if (open_.size() == most_levels) {
      refuse(mark, fmt::format("this is nested more than {} levels deep", most_levels));
    }
    open_.push_back({.node = std::move(node), .is_flow = is_flow});
  }

  void close() {
    Node node = std::move(open_.back().node);
    open_.pop_back();
    attach(std::move(node));
  }

  void attach(Node node) {
    if (open_.empty()) {
      root_ = std::move(node);
    } else if (open_.back().node.kind == Node::Kind::list) {
      open_.back().node.items.push_back(std::move(node));
    } else if (awaits_value()) {
      open_.back().node.members.back().value.push_back(std::move(node));
    } else {
      add_key(std::move(node));
    }
  }

  void add_key(Node node) {
    if (node.kind == Node::Kind::null) {
      refuse_key(node, open_.back().is_flow ? "; its colon must follow on the same line" : "");
    }
    const auto [earlier, is_new] = open_.back().line_of_key.emplace(node.text, node.mark.line);
    if (!is_new) {
      throw Refused{{node.mark, fmt::format("\"{}\" is given twice; it is on line {} already",
                                            printable(node.text), earlier->second)}};
    }
    open_.back().node.members.push_back({std::move(node.text), node.mark, {}});
  }

  [[noreturn]] static void refuse_key(const Node& node, std::string_view hint = {}) {
    throw Refused{{node.mark, fmt::format("a key is text, not {}{}", described(node), hint)}};
  }

  const Lines& lines_;
  const StandIns& stand_ins_;
  Node root_;
  std::vector<Open> open_;
  std::size_t values_ = 0;
  bool has_document_ = false;
};

}  // namespace

tl::expected<Node, Mistake> parse_yaml(std::string_view text) {
  while (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  if (auto mistake = unreadable(text)) return tl::unexpected(std::move(*mistake));
  const auto stand_ins = replace_surrogates(text);
  if (!stand_ins) {
    return tl::unexpected(Mistake{
        {},
        "there are too many different surrogate escapes (\\ud83d\\ude00); write the characters"});
  }
  const Lines lines(text);
  TreeBuilder tree(lines, *stand_ins);
  try {
    std::istringstream stream(stand_ins->text);
    YAML::Parser parser(stream);
    if (!parser.HandleNextDocument(tree)) {
      return tl::unexpected(Mistake{{}, "the file is empty"});
    }
    parser.HandleNextDocument(tree);  // the tree refuses one
    return tree.take();
  } catch (Refused& refused) {
    return tl::unexpected(std::move(refused.mistake));
  } catch (const YAML::Exception& exception) {
    const auto offset = static_cast<std::size_t>(std::max(exception.mark.pos, 0));
    return tl::unexpected(
        explain_failure(exception.msg, offset, stand_ins->text, tree.in_flow(), lines));
  }
}

}  // namespace krm::document
