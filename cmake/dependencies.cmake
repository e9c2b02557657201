# Everything comes from Debian's packages. libsodium and yaml-cpp are linked statically: loading
# them would make the program start later. Debian has fmt as a shared library only. Its headers,
# compiled into every file, would cost four seconds a file.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(Boost REQUIRED)
find_package(OpenSSL 3 REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(fmt REQUIRED)
find_package(tl-expected REQUIRED)
find_package(CLI11 REQUIRED)
# pkg-config knows the feature macros that Debian compiled the library with. Without them
# httplib::Request has another size here than in the library.
pkg_check_modules(HTTPLIB REQUIRED IMPORTED_TARGET cpp-httplib)
pkg_check_modules(SODIUM REQUIRED libsodium)
find_library(KRM_SODIUM_ARCHIVE NAMES libsodium.a PATHS ${SODIUM_LIBRARY_DIRS} ${SODIUM_LIBDIR} REQUIRED)
pkg_check_modules(CBOR REQUIRED IMPORTED_TARGET libcbor)
pkg_check_modules(YAML_CPP REQUIRED yaml-cpp)
find_library(KRM_YAML_CPP_ARCHIVE NAMES libyaml-cpp.a PATHS ${YAML_CPP_LIBRARY_DIRS} ${YAML_CPP_LIBDIR} REQUIRED)

add_library(krm-dependencies INTERFACE)
target_link_libraries(krm-dependencies INTERFACE
  Threads::Threads nlohmann_json::nlohmann_json fmt::fmt tl::expected CLI11::CLI11
  PkgConfig::HTTPLIB PkgConfig::CBOR OpenSSL::SSL ${KRM_SODIUM_ARCHIVE} ${KRM_YAML_CPP_ARCHIVE})
target_include_directories(krm-dependencies SYSTEM INTERFACE
  ${Boost_INCLUDE_DIRS} ${SODIUM_INCLUDE_DIRS} ${YAML_CPP_INCLUDE_DIRS})
# Beast's parser needs Boost.System's headers only.
target_compile_definitions(krm-dependencies INTERFACE BOOST_ERROR_CODE_HEADER_ONLY)
