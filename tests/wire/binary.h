// The real binary as a child of the test.
#pragma once

#include <charconv>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/child_process.h"
#include "tests/support/places.h"
#include "tests/support/temporary_directory.h"

namespace krm::test {

inline std::vector<std::string> command(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), binary);
  return arguments;
}

// What a program printed and how it ended.
struct Ran {
  int code;
  std::string out;
  std::string err;

  bool operator==(const Ran&) const = default;
};

inline std::ostream& operator<<(std::ostream& stream, const Ran& ran) {
  return stream << "exit code " << ran.code << "\nstdout: " << ran.out << "\nstderr: " << ran.err;
}

// Runs the binary to its end; the code is -1 when it does not end.
inline Ran run(std::vector<std::string> arguments, std::vector<std::string> environment = {},
               std::string_view input = {}) {
  ChildProcess child(command(std::move(arguments)), std::move(environment), input);
  const int code = child.wait().value_or(-1);
  return {code, child.out(), child.err()};
}

// The port at the end of "listening on http://127.0.0.1:4599"; 0 if there is none.
inline int port_in(std::string_view line) {
  const std::string_view digits = line.substr(line.rfind(':') + 1);
  int port = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), port);
  return port;
}

inline std::string content_of(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

}  // namespace krm::test
