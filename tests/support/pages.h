// Reads the pages of the manual for tests, and rewrites their parts when asked.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace krm::test {

std::string text_of(const std::filesystem::path& file);

// Returns whether the environment has KRM_UPDATE=1. Then a test writes a file that is wrong, and
// fails all the same: nobody is to take what was written for what was tested.
bool updates();

// Expects that `part` stands in the page between <!-- name --> and <!-- /name -->, each on its own
// line.
void expect_part(const std::filesystem::path& page, std::string_view name, const std::string& part);

// Returns what GitHub wants behind the # of a link to that heading.
std::string anchor_of(std::string_view heading);

}  // namespace krm::test
