# krm: everything in src except main.cc, so that a test or another program can run the server
# itself.
file(GLOB_RECURSE krm_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/*.cc)
list(REMOVE_ITEM krm_sources ${PROJECT_SOURCE_DIR}/src/main.cc)
if(KRM_FUZZ)
  list(FILTER krm_sources EXCLUDE REGEX /src/cli/)
endif()
add_library(krm STATIC ${krm_sources} ${KRM_BUNDLED_TEXTS})
add_library(kms-random-mock::krm ALIAS krm)
target_compile_features(krm PUBLIC cxx_std_20)
set_target_properties(krm PROPERTIES CXX_EXTENSIONS OFF)
target_include_directories(krm PUBLIC ${PROJECT_SOURCE_DIR}/src)
target_compile_definitions(krm PRIVATE KRM_VERSION="${PROJECT_VERSION}")
if(KRM_SANITIZE)
  target_compile_definitions(krm PUBLIC KRM_SANITIZED)  # tests ask less of it then
endif()
target_link_libraries(krm PUBLIC krm-dependencies PRIVATE krm-flags)

# Compiles once what most files include.
target_precompile_headers(krm PRIVATE
  <algorithm> <chrono> <functional> <map> <memory> <optional> <span> <string> <string_view>
  <utility> <variant> <vector> <fmt/format.h> <tl/expected.hpp>)

# Makes each folder one unit under KRM_UNITY. Names in anonymous namespaces must then differ within
# a folder.
set_target_properties(krm PROPERTIES UNITY_BUILD ${KRM_UNITY} UNITY_BUILD_MODE GROUP)
# All codecs of a scenario are instantiated in one file, which takes as long as the rest of its folder.
set_source_files_properties(${PROJECT_SOURCE_DIR}/src/scenario/scenario.cc PROPERTIES
  SKIP_UNITY_BUILD_INCLUSION ON)
foreach(source IN LISTS krm_sources)
  cmake_path(RELATIVE_PATH source BASE_DIRECTORY ${PROJECT_SOURCE_DIR}/src OUTPUT_VARIABLE place)
  string(REGEX REPLACE "/.*" "" folder ${place})
  set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${folder})
endforeach()
