// A program that does nothing but load cpp-httplib, and says so: the floor for starting up.
#include <httplib.h>
#include <unistd.h>

int main() {
  // Defined in the library, so that the linker cannot leave it out.
  const std::string text = httplib::to_string(httplib::Error::Success);
  return write(STDOUT_FILENO, text.data(), text.size()) > 0 ? 0 : 1;
}
