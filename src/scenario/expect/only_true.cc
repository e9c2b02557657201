#include "scenario/expect/only_true.h"

namespace krm::document {

using scenario::expect::OnlyTrue;

std::optional<OnlyTrue> Codec<OnlyTrue>::read(const Node& node, const Form&, Reading& reading) {
  if (node.kind == Node::Kind::boolean && (node.text.front() == 't' || node.text.front() == 'T'))
    return OnlyTrue{};
  expected(node, "true", reading, "leave it out to ask for nothing");
  return std::nullopt;
}

Node Codec<OnlyTrue>::write(const OnlyTrue&) { return Node::scalar(Node::Kind::boolean, "true"); }

Shape Codec<OnlyTrue>::shape(const Form&) {
  return {.kind = Shape::Kind::boolean, .what = "true", .words = {"true"}};
}

}  // namespace krm::document
