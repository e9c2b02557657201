// How long a program takes until it is of use: our server until its first 200 to /readyz, then its
// first KMS reply, and, in turn with it, another program until its first output. Prints JSON:
// a list of nanoseconds for each.
#include <fcntl.h>
#include <fmt/ranges.h>
#include <poll.h>
#include <spawn.h>
#include <sys/inotify.h>
#include <sys/wait.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "traffic/boto3_request.h"
#include "traffic/loopback.h"

namespace {

using krm::bench::Descriptor;
using Clock = std::chrono::steady_clock;

void wait_for(const Descriptor& descriptor) {
  pollfd event{descriptor.number(), POLLIN, 0};
  if (poll(&event, 1, 10'000) <= 0) throw std::runtime_error("nothing happened for ten seconds");
}

// A child process, ended with its owner.
class Child {
 public:
  Child(std::vector<std::string> command, int output) {
    std::vector<char*> arguments;
    for (std::string& word : command) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    const int error = posix_spawn(&id_, arguments[0], &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) throw std::runtime_error("cannot run " + command[0]);
  }
  ~Child() {
    kill(id_, SIGTERM);
    waitpid(id_, nullptr, 0);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

 private:
  pid_t id_ = 0;
};

// A folder whose new files can be waited for.
class WatchedFolder {
 public:
  WatchedFolder() : watch_(inotify_init1(IN_CLOEXEC)) {
    std::string name = std::filesystem::temp_directory_path() / "krm-start-XXXXXX";
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = name;
    inotify_add_watch(watch_.number(), name.c_str(), IN_MOVED_TO);
  }
  ~WatchedFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  WatchedFolder(const WatchedFolder&) = delete;
  WatchedFolder& operator=(const WatchedFolder&) = delete;

  std::filesystem::path operator/(std::string_view name) const { return path_ / name; }
  void wait_for_a_file() const { wait_for(watch_); }

 private:
  Descriptor watch_;
  std::filesystem::path path_;
};

int port_in(const std::filesystem::path& ready_file) {
  std::string url;
  std::ifstream(ready_file) >> url;
  return std::stoi(url.substr(url.rfind(':') + 1));
}

struct Start {
  Clock::duration ready;
  Clock::duration first_reply;
};

Start start_server(const std::string& binary, const std::vector<std::string>& flags) {
  const WatchedFolder folder;
  const auto ready_file = folder / "url";
  const auto begin = Clock::now();
  std::vector<std::string> command{binary, "--port", "0", "--ready-file", ready_file};
  command.insert(command.end(), flags.begin(), flags.end());
  const Child server(std::move(command), STDOUT_FILENO);
  folder.wait_for_a_file();
  const int port = port_in(ready_file);
  ask(krm::bench::connect_to(port), "GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
  const auto ready = Clock::now();
  ask(krm::bench::connect_to(port), krm::bench::boto3_request(32));
  return {ready - begin, Clock::now() - ready};
}

Clock::duration start_other(const std::string& program) {
  std::array<int, 2> ends;
  if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  const Descriptor output(ends[0]);
  const Descriptor input(ends[1]);
  const auto begin = Clock::now();
  const Child child({program}, input.number());
  wait_for(output);
  return Clock::now() - begin;
}

}  // namespace

int main(int argc, char** argv) try {
  std::string binary;
  std::string other;
  std::vector<std::string> flags;
  int rounds = 1;
  CLI::App app("Measures how long programs take to start.");
  app.add_option("SERVER", binary)->required();
  app.add_option("OTHER", other)->required();
  app.add_option("--rounds", rounds);
  app.add_option("--flag", flags, "of the server, as --flag=--name=value");
  CLI11_PARSE(app, argc, argv);

  std::vector<Clock::rep> ready;
  std::vector<Clock::rep> first_reply;
  std::vector<Clock::rep> empty;
  for (int round = 0; round < rounds; ++round) {
    const Start start = start_server(binary, flags);
    ready.push_back(start.ready.count());
    first_reply.push_back(start.first_reply.count());
    empty.push_back(start_other(other).count());
  }
  fmt::print(R"({{"ready": {}, "first_reply": {}, "other": {}}})"
             "\n",
             ready, first_reply, empty);
  return 0;
} catch (const std::exception& exception) {
  fmt::print(stderr, "{}: {}\n", argv[0], exception.what());
  return 1;
}
