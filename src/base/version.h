// The version of the program, as CMakeLists.txt states it.
#pragma once

#include <string_view>

namespace krm::base {

extern const std::string_view version;

}  // namespace krm::base
