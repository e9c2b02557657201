// The pages of the manual, as tests read them.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace krm::test {

std::string text_of(const std::filesystem::path& file);

// True when the environment has KRM_UPDATE=1: a test then rewrites the file that it would find
// wrong.
bool updates();

// Expects that `part` stands in the page between <!-- name --> and <!-- /name -->, each a line by
// itself. Under KRM_UPDATE=1 writes it there.
void expect_part(const std::filesystem::path& page, std::string_view name, const std::string& part);

// What a link has behind its # to lead to a heading, as GitHub has it.
std::string anchor_of(std::string_view heading);

}  // namespace krm::test
