#include "base/packed_texts.h"

#include <gtest/gtest.h>

#include <array>

namespace krm::base {
namespace {

using Text = std::optional<std::string_view>;

TEST(PackedTexts, KeepsEachTextAndTellsAbsentFromEmpty) {
  const std::array<Text, 4> texts{"one", std::nullopt, "", "four"};
  const PackedTexts packed(texts);
  const PackedTexts copy = packed;  // NOLINT(performance-unnecessary-copy-initialization)
  for (std::size_t i = 0; i < texts.size(); ++i) {
    EXPECT_EQ(packed[i], texts.at(i));
    EXPECT_EQ(copy[i], texts.at(i));
  }
  EXPECT_EQ(packed.size(), 4 * 8 + 7);
}

}  // namespace
}  // namespace krm::base
