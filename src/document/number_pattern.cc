#include "document/number_pattern.h"

#include <algorithm>

namespace krm::document {

void NumberPattern::check(const Node& node, Reading& reading) const {
  if (is && (min || max)) reading.refuse(node.mark, "\"is\" goes without \"min\" and \"max\"");
  if (!is && !min && !max) reading.refuse(node.mark, "a range needs \"min\", \"max\" or both");
  if (min && max && *min > *max) {
    reading.refuse(node.mark,
                   fmt::format("min {} is more than max {}; change them round", *min, *max));
  }
}

bool NumberPattern::matches(std::int64_t number) const {
  if (is) return std::ranges::find(is->values, number) != is->values.end();
  return (!min || number >= *min) && (!max || number <= *max);
}

}  // namespace krm::document
