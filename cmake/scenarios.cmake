# Puts the files of scenarios/ into the program. Writes one source file that defines what
# src/scenario/bundled.h declares, and writes it again when one of the files changes.
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
