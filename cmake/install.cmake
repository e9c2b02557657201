include(GNUInstallDirs)
install(TARGETS kms-random-mock RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT program)
install(FILES ${KRM_SCENARIOS} ${PROJECT_SOURCE_DIR}/scenarios/scenario.schema.json
  DESTINATION ${CMAKE_INSTALL_DATADIR}/kms-random-mock/scenarios COMPONENT program)
install(FILES README.md CHANGELOG.md LICENSE SECURITY.md DESTINATION ${CMAKE_INSTALL_DOCDIR}
  COMPONENT program)
install(DIRECTORY docs DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)

# The package is that of the project that is built for its own sake.
if(PROJECT_IS_TOP_LEVEL)
  set(CPACK_GENERATOR DEB)
  set(CPACK_PACKAGE_NAME kms-random-mock)
  set(CPACK_PACKAGE_VENDOR "The kms-random-mock authors")
  set(CPACK_PACKAGE_CONTACT "The kms-random-mock authors <kms-random-mock@example.invalid>")
  set(CPACK_PACKAGE_DESCRIPTION
    "It stands in for AWS KMS in tests: unmodified AWS SDKs talk to it.\nScenario files say which bytes they get, and what goes wrong.")
  set(CPACK_STRIP_FILES ON)
  set(CPACK_DEBIAN_PACKAGE_SECTION devel)
  set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
  # Two packages: the program, and what C++ programs link.
  set(CPACK_DEB_COMPONENT_INSTALL ON)
  set(CPACK_COMPONENTS_ALL program dev)
  set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME kms-random-mock)
  set(CPACK_DEBIAN_PROGRAM_PACKAGE_SHLIBDEPS ON)
  set(CPACK_DEBIAN_DEV_PACKAGE_NAME libkms-random-mock-dev)
  set(CPACK_DEBIAN_DEV_PACKAGE_SECTION libdevel)
  set(CPACK_DEBIAN_DEV_PACKAGE_DEPENDS
    "libc6-dev, libcbor-dev, libcpp-httplib-dev, libfmt-dev, libsodium-dev, libssl-dev, libyaml-cpp-dev, pkg-config")
  set(CPACK_COMPONENT_PROGRAM_DESCRIPTION "${CPACK_PACKAGE_DESCRIPTION}")
  set(CPACK_COMPONENT_DEV_DESCRIPTION
    "krm::Server runs the test double within the process of a C++ test.\nThis package has its headers, its library and its CMake package.")
  # Debian wants it under this name.
  install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright COMPONENT program)
  install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/libkms-random-mock-dev RENAME copyright
    COMPONENT dev EXCLUDE_FROM_ALL)
  include(CPack)
endif()
