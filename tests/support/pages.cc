#include "tests/support/pages.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace krm::test {

std::string text_of(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

bool updates() {
  const char* value = std::getenv("KRM_UPDATE");
  return value != nullptr && std::string_view(value) == "1";
}

void expect_part(const std::filesystem::path& page, std::string_view name,
                 const std::string& part) {
  std::string text = text_of(page);
  const std::string begin = fmt::format("<!-- {} -->\n", name);
  const auto from = text.find(begin);
  const auto to = text.find(fmt::format("<!-- /{} -->\n", name));
  ASSERT_NE(from, std::string::npos) << page << " has no part " << name;
  ASSERT_NE(to, std::string::npos) << page << " has no end of part " << name;
  const auto first = from + begin.size();
  const std::string found = text.substr(first, to - first);
  if (found != part && updates()) {
    std::ofstream file(page);
    file << text.replace(first, to - first, part) << std::flush;
    FAIL() << (file ? "wrote " : "cannot write ") << page;
  }
  EXPECT_EQ(found, part) << page << ": KRM_UPDATE=1 rewrites it";
}

std::string anchor_of(std::string_view heading) {
  std::string anchor;
  for (const char c : heading) {
    if (c == ' ') anchor += '-';
    if (c >= 'A' && c <= 'Z') anchor += static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_') anchor += c;
  }
  return anchor;
}

}  // namespace krm::test
