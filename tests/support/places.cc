#include "tests/support/places.h"

namespace krm::test {

const char* const binary = KRM_BINARY;
const char* const source_directory = KRM_SOURCE_DIR;

}  // namespace krm::test
