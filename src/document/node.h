// A Node is a scenario file as a tree, before anything in it has a meaning. document/yaml makes it
// from YAML, or the codecs from values. The codecs read it, and document/json writes it.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace krm::document {

// A Mark is a place in the text. Lines and columns count from 1, and columns in characters.
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
  // A plain scalar has the kind that the core rules of YAML 1.2 give it. A quoted one is text.
  enum class Kind { null, boolean, integer, number, text, list, mapping };

  Kind kind = Kind::null;
  Mark mark{};         // of an absent value: that of its key
  std::string text{};  // of a scalar, as written, with escapes decoded
  std::vector<Node> items{};
  std::vector<Member> members{};  // in the order of the file; no key is there twice

  static Node scalar(Kind kind, std::string text) {
    return {.kind = kind, .text = std::move(text)};
  }

  // Returns the value of the member, or nullptr if there is none.
  const Node* find(std::string_view key) const;
  void add(std::string key, Node value);

  bool is_scalar() const { return kind != Kind::list && kind != Kind::mapping; }
};

// Returns what a plain scalar of that text is.
Node::Kind kind_of_plain(std::string_view text);

// Returns the node in words, for messages: "a list", "the text \"x\"".
std::string described(const Node& node);

}  // namespace krm::document
