// Where tests find the binary that was built, and what it was built from. Of unit and wire tests
// one file alone is compiled with them, so that a compiler's cache serves all checkouts.
#pragma once

namespace krm::test {

extern const char* const binary;
extern const char* const source_directory;

}  // namespace krm::test
