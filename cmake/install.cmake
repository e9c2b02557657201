include(GNUInstallDirs)
install(TARGETS kms-random-mock RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES ${KRM_SCENARIOS} ${PROJECT_SOURCE_DIR}/scenarios/scenario.schema.json
  DESTINATION ${CMAKE_INSTALL_DATADIR}/kms-random-mock/scenarios)
install(FILES README.md CHANGELOG.md LICENSE SECURITY.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs DESTINATION ${CMAKE_INSTALL_DOCDIR})

# The package is that of the project that is built for its own sake.
if(PROJECT_IS_TOP_LEVEL)
  set(CPACK_GENERATOR DEB)
  set(CPACK_PACKAGE_NAME kms-random-mock)
  set(CPACK_PACKAGE_VENDOR "The kms-random-mock authors")
  set(CPACK_PACKAGE_CONTACT "The kms-random-mock authors <kms-random-mock@example.invalid>")
  set(CPACK_DEBIAN_PACKAGE_SECTION devel)
  set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
  set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
  include(CPack)
endif()
