// Turns the failures of OpenSSL into words and exceptions.
//
// Thread-safety: any thread may call the functions. OpenSSL keeps the errors of each thread apart.
#pragma once

#include <stdexcept>
#include <string>

namespace krm::crypto {

// Returns what failed in this thread, in words: "no shared cipher". Returns an empty text when
// nothing did. Of several errors it returns the first, since later releases of OpenSSL put general
// ones after it. Forgets them all.
std::string take_failure();

// Is thrown for what does not fail on a machine that works: no memory, or a broken OpenSSL.
class Broken : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Throws Broken unless `done`. `what` is the end of "OpenSSL cannot ...".
void require(bool done, const char* what);

}  // namespace krm::crypto
