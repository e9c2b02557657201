// Says where tests find the binary, and the sources that it was built from. Of the unit and wire
// tests, only places.cc is compiled with these paths. So one compiler cache serves all checkouts.
#pragma once

namespace krm::test {

extern const char* const binary;
extern const char* const source_directory;

}  // namespace krm::test
