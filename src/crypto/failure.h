// What OpenSSL has to say.
#pragma once

#include <stdexcept>
#include <string>

namespace krm::crypto {

// What failed in this thread in words, "no shared cipher"; empty when nothing did. Of several it is
// the first: later releases of OpenSSL put general ones behind it. All are forgotten then.
std::string take_failure();

// For what does not fail on a machine that works: no memory, a broken OpenSSL.
class Broken : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Throws Broken unless `done`.
void require(bool done, const char* what);

}  // namespace krm::crypto
