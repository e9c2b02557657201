#include "document/view.h"

namespace krm::document {

void put(base::JsonWriter& json, const Node& node) {
  switch (node.kind) {
    case Node::Kind::null:
      json.put(nullptr);
      break;
    case Node::Kind::boolean:
    case Node::Kind::integer:
    case Node::Kind::number:
      json.put_json(node.text);
      break;
    case Node::Kind::text:
      json.put(std::string_view(node.text));
      break;
    case Node::Kind::list:
      json.begin_list();
      for (const Node& item : node.items) put(json, item);
      json.end();
      break;
    case Node::Kind::mapping:
      json.begin_object();
      for (const Member& member : node.members) put(json.key(member.key), member.value.front());
      json.end();
      break;
  }
}

}  // namespace krm::document
