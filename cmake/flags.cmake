# krm-flags: how our own files are compiled and linked. Programs that link the library do not get them.
add_library(krm-flags INTERFACE)
# -Wrestrict: g++ 12 sees overlaps in `"literal" + std::string` that are not there (GCC bug 105651).
# -Wmaybe-uninitialized: g++ 12 cannot follow an optional of a variant (GCC bug 80635); the sanitizers can.
# -Wsubobject-linkage: where a folder is one unit, g++ takes its .cc files for headers, and warns of local types in coroutines.
target_compile_options(krm-flags INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow $<$<BOOL:${KRM_WERROR}>:-Werror>
  "$<$<CXX_COMPILER_ID:GNU>:-Wno-restrict;-Wno-maybe-uninitialized;-Wno-subobject-linkage;-fpch-preprocess>")
# What nobody calls is left out of the binary, and its pages out of memory.
target_compile_options(krm-flags INTERFACE $<$<CONFIG:Release>:-ffunction-sections;-fdata-sections>)
target_link_options(krm-flags INTERFACE $<$<CONFIG:Release>:LINKER:--gc-sections>)
# The program names no folder of the machine it was built on, so that every checkout gives the same bytes.
target_compile_options(krm-flags INTERFACE $<$<CONFIG:Release>:-ffile-prefix-map=${PROJECT_SOURCE_DIR}/=>)
if(KRM_SANITIZE)
  target_compile_options(krm-flags INTERFACE
    -fsanitize=${KRM_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(krm-flags INTERFACE -fsanitize=${KRM_SANITIZE})
endif()
if(KRM_FUZZ)
  target_compile_options(krm-flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
