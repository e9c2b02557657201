// A scenario file as a tree, before anything in it has a meaning. Made from YAML by document/yaml
// or from values by the codecs; read by the codecs, and by nobody after that.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace krm::document {

// A place in the text: lines and columns from 1, columns in characters.
struct Mark {
  int line = 1;
  int column = 1;
};

struct Node;

struct Member {
  std::string key;
  Mark mark;                // of the key
  std::vector<Node> value;  // exactly one
};

struct Node {
  // Of a plain scalar as the core rules of YAML 1.2 have it; a quoted one is text.
  enum class Kind { null, boolean, integer, number, text, list, mapping };

  Kind kind = Kind::null;
  Mark mark{};         // of an absent value: that of its key
  std::string text{};  // of a scalar, as written, escapes taken out
  std::vector<Node> items{};
  std::vector<Member> members{};  // in the order of the file; no key is there twice

  static Node scalar(Kind kind, std::string text) {
    return {.kind = kind, .text = std::move(text)};
  }

  // The value of a member, or nullptr.
  const Node* find(std::string_view key) const;
  void add(std::string key, Node value);

  bool is_scalar() const { return kind != Kind::list && kind != Kind::mapping; }
};

// What a plain scalar of that text is.
Node::Kind kind_of_plain(std::string_view text);

// "a list", "the text \"x\"": for messages.
std::string described(const Node& node);

}  // namespace krm::document
