// A program that does nothing but load cpp-httplib, and says so: the floor for starting up.
#include <httplib.h>
#include <unistd.h>

int main() {
  // Only declared in the header; with nothing but inline functions the linker drops the library.
  const std::string text = httplib::append_query_params("started", {});
  return write(STDOUT_FILENO, text.data(), text.size()) > 0 ? 0 : 1;
}
