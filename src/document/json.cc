#include "document/json.h"

#include <nlohmann/json.hpp>

namespace krm::document {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Node& node) {
  switch (node.kind) {
    case Node::Kind::null:
      return nullptr;
    case Node::Kind::boolean:
    case Node::Kind::integer:
    case Node::Kind::number:
      return Json::parse(node.text);  // as the codecs write them
    case Node::Kind::text:
      return node.text;
    case Node::Kind::list: {
      Json list = Json::array();
      for (const Node& item : node.items) list.push_back(json_of(item));
      return list;
    }
    case Node::Kind::mapping: {
      Json object = Json::object();
      for (const Member& member : node.members) object[member.key] = json_of(member.value.front());
      return object;
    }
  }
  return nullptr;
}

Node node_of(const Json& json) {
  using Kind = Node::Kind;
  switch (json.type()) {
    case Json::value_t::object: {
      Node node{.kind = Kind::mapping};
      for (const auto& [key, value] : json.items()) node.add(key, node_of(value));
      return node;
    }
    case Json::value_t::array: {
      Node node{.kind = Kind::list};
      for (const Json& item : json) node.items.push_back(node_of(item));
      return node;
    }
    case Json::value_t::string:
      return Node::scalar(Kind::text, json.get<std::string>());
    case Json::value_t::boolean:
      return Node::scalar(Kind::boolean, json.dump());
    case Json::value_t::number_float:
      return Node::scalar(Kind::number, json.dump());
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned:
      return Node::scalar(Kind::integer, json.dump());
    default:
      return {};
  }
}

}  // namespace

std::optional<Node> read_json(std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) return std::nullopt;
  return node_of(json);
}

bool is_json(std::string_view text) { return Json::accept(text); }

std::string to_json(const Node& node) {
  return json_of(node).dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace krm::document
