include(GNUInstallDirs)

# kms-random-mock::kms-random-mock: krm::Server for the tests of C++ programs, as one archive. Its header
# needs the standard library alone.
file(GLOB krm_server_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/fixtures/cpp/src/*.cc)
add_library(kms-random-mock-server STATIC ${krm_server_sources} $<TARGET_OBJECTS:krm>)
add_library(kms-random-mock::kms-random-mock ALIAS kms-random-mock-server)
set_target_properties(kms-random-mock-server PROPERTIES
  OUTPUT_NAME kms-random-mock CXX_EXTENSIONS OFF)
if(NOT PROJECT_IS_TOP_LEVEL)
  set_target_properties(kms-random-mock-server PROPERTIES EXCLUDE_FROM_ALL ON)
endif()
target_compile_features(kms-random-mock-server PUBLIC cxx_std_20)
target_include_directories(kms-random-mock-server
  PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/fixtures/cpp/include> $<INSTALL_INTERFACE:include>
  PRIVATE ${PROJECT_SOURCE_DIR}/src)
target_link_libraries(kms-random-mock-server PRIVATE $<BUILD_INTERFACE:krm-dependencies>
  $<BUILD_INTERFACE:krm-flags>)

if(KRM_INSTALL)
  include(CMakePackageConfigHelpers)
  set(KRM_CONFIG_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/kms-random-mock)
  configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/config.cmake.in
    ${PROJECT_BINARY_DIR}/generated/kms-random-mock-config.cmake INSTALL_DESTINATION ${KRM_CONFIG_DIR}
    PATH_VARS CMAKE_INSTALL_INCLUDEDIR CMAKE_INSTALL_LIBDIR)
  write_basic_package_version_file(
    ${PROJECT_BINARY_DIR}/generated/kms-random-mock-config-version.cmake COMPATIBILITY ExactVersion)
  # Only who names the component gets it: the archive is no part of what the program needs.
  install(TARGETS kms-random-mock-server ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
    COMPONENT dev EXCLUDE_FROM_ALL)
  install(DIRECTORY fixtures/cpp/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
    COMPONENT dev EXCLUDE_FROM_ALL)
  install(FILES ${PROJECT_BINARY_DIR}/generated/kms-random-mock-config.cmake
    ${PROJECT_BINARY_DIR}/generated/kms-random-mock-config-version.cmake
    DESTINATION ${KRM_CONFIG_DIR} COMPONENT dev EXCLUDE_FROM_ALL)
endif()
