include(GNUInstallDirs)
install(TARGETS kms-random-mock RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES ${KRM_SCENARIOS} ${PROJECT_SOURCE_DIR}/scenarios/scenario.schema.json
  DESTINATION ${CMAKE_INSTALL_DATADIR}/kms-random-mock/scenarios)
install(FILES README.md CHANGELOG.md LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME kms-random-mock)
set(CPACK_PACKAGE_VENDOR "The kms-random-mock authors")
set(CPACK_PACKAGE_CONTACT "The kms-random-mock authors <kms-random-mock@example.invalid>")
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
include(CPack)
