// Holds the version of the program, which CMakeLists.txt sets.
//
// Thread-safety: a constant.
#pragma once

#include <string_view>

namespace krm::base {

extern const std::string_view version;

}  // namespace krm::base
