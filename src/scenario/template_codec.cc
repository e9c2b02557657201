#include "scenario/template_codec.h"

#include "scenario/header_text.h"

namespace krm::document {

using scenario::HeaderText;
using scenario::Template;

std::optional<Template> Codec<Template>::read(const Node& node, const Form& form,
                                              Reading& reading) {
  std::optional<std::string> text;
  if (form.is_header) {
    if (auto header = Codec<HeaderText>::read(node, {}, reading)) text = std::move(header->value);
  } else {
    text = Codec<std::string>::read(node, {}, reading);
  }
  if (!text) return std::nullopt;
  auto parsed = scenario::parse_template(*text);
  if (parsed) return std::move(*parsed);
  reading.refuse(node.mark, std::move(parsed).error());
  return std::nullopt;
}

Node Codec<Template>::write(const Template& value) {
  return Node::scalar(Node::Kind::text, scenario::written(value));
}

Shape Codec<Template>::shape(const Form& form) {
  return form.is_header ? Codec<HeaderText>::shape({}) : Codec<std::string>::shape({});
}

}  // namespace krm::document
