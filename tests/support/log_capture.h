// A Log whose lines a test can read.
#pragma once

#include <unistd.h>

#include <cstdio>
#include <memory>
#include <string>

#include "base/log.h"
#include "tests/support/manual_clock.h"

namespace krm::test {

class LogCapture {
 public:
  explicit LogCapture(base::LogFormat format = base::LogFormat::text,
                      base::Level threshold = base::Level::debug)
      : file_(std::tmpfile(), &std::fclose), log(fileno(file_.get()), format, threshold, clock_) {}

  // Returns all that was logged so far.
  std::string text() const {
    std::string all;
    char buffer[4096];
    off_t at = 0;
    for (ssize_t size; (size = pread(fileno(file_.get()), buffer, sizeof buffer, at)) > 0;
         at += size) {
      all.append(buffer, static_cast<std::size_t>(size));
    }
    return all;
  }

 private:
  ManualClock clock_;
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;

 public:
  const base::Log log;
};

}  // namespace krm::test
