# Puts the files of scenarios/ into the program: one source file, written again when one of them
# changes, that defines what src/scenario/bundled.h declares.
file(GLOB KRM_SCENARIOS CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/scenarios/*.yaml)
list(SORT KRM_SCENARIOS)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${KRM_SCENARIOS})

set(KRM_BUNDLED_TEXTS ${PROJECT_BINARY_DIR}/generated/bundled_texts.cc)
set(entries "")
foreach(path ${KRM_SCENARIOS})
  cmake_path(GET path STEM name)
  file(READ ${path} text)
  string(APPEND entries "    Bundled{\"${name}\", R\"scenario(${text})scenario\"},\n")
endforeach()
file(CONFIGURE OUTPUT ${KRM_BUNDLED_TEXTS} @ONLY CONTENT
[=[#include <array>

#include "scenario/bundled.h"

namespace krm::scenario {
namespace {

constexpr std::array all{
@entries@};

}  // namespace

std::span<const Bundled> bundled() { return all; }

}  // namespace krm::scenario
]=])
