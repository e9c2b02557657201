// Holds a few texts in one piece of memory. Each of them may be absent. Whoever keeps many records
// for long has one allocation for each, and knows its size.
//
// Thread-safety: a plain value.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace krm::base {

class PackedTexts {
 public:
  PackedTexts() = default;
  explicit PackedTexts(std::span<const std::optional<std::string_view>> texts);

  // Returns the text at that place, or nothing when it is absent. REQUIRES: there is such a place.
  std::optional<std::string_view> operator[](std::size_t place) const;

  std::size_t size() const { return bytes_.size(); }  // in bytes

 private:
  std::string bytes_;  // where each text begins and ends, then the texts
};

}  // namespace krm::base
