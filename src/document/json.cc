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

}  // namespace

bool is_json(std::string_view text) { return Json::accept(text); }

std::string to_json(const Node& node) {
  return json_of(node).dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace krm::document
