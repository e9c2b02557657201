#include "scenario/fault/garbage.h"

namespace krm::scenario::fault {

void Garbage::check(const Node& node, Reading& reading) const {
  if (text && hex) {
    reading.refuse(node.mark, "\"garbage\" takes \"text\" or \"hex\"; take one of them away");
  }
}

void Garbage::apply(Plan& plan, const RuleDice& dice) const {
  std::string& bytes = plan.delivery.garbage.emplace();
  if (text) {
    bytes = *text;
  } else if (hex) {
    bytes.assign(hex->begin(), hex->end());
  } else {
    bytes.push_back('\0');
    for (int i = 1; i < 64; ++i) {
      bytes.push_back(static_cast<char>(dice.integer(fmt::format("garbage {}", i)) & 0xff));
    }
  }
}

}  // namespace krm::scenario::fault
