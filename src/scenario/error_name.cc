#include "scenario/error_name.h"

namespace krm::document {
namespace {

std::vector<std::string_view> error_names() {
  std::vector<std::string_view> names;
  names.reserve(aws::error_catalogue.size());
  for (const aws::ErrorEntry& entry : aws::error_catalogue) names.push_back(entry.name);
  return names;
}

}  // namespace

using scenario::ErrorName;

std::optional<ErrorName> Codec<ErrorName>::read(const Node& node, const Form&, Reading& reading) {
  const auto index = read_word(node, "error", error_names(), reading);
  if (!index) return std::nullopt;
  return &aws::error_catalogue[*index];
}

Node Codec<ErrorName>::write(ErrorName value) {
  return Node::scalar(Node::Kind::text, std::string(value->name));
}

Shape Codec<ErrorName>::shape(const Form&) { return shape_of_words("error", error_names()); }

}  // namespace krm::document
