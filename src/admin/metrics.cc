#include "admin/metrics.h"

#include <fmt/format.h>

#include <cstdint>
#include <iterator>
#include <string_view>

#include "base/version.h"

namespace krm::admin {
namespace {

constexpr std::string_view metric_prefix = "kms_random_mock_";

class Exposition {
 public:
  void begin(std::string_view name, std::string_view type, std::string_view help) {
    fmt::format_to(std::back_inserter(text_), "# HELP {0}{1} {3}\n# TYPE {0}{1} {2}\n",
                   metric_prefix, name, type, help);
  }
  // `labels` come with their braces.
  void sample(std::string_view name, std::string_view labels, auto value) {
    fmt::format_to(std::back_inserter(text_), "{}{}{} {}\n", metric_prefix, name, labels, value);
  }
  void figure(std::string_view name, std::string_view type, std::string_view help, auto value) {
    begin(name, type, help);
    sample(name, "", value);
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

void add_requests(Exposition& text, const mock::Tally::Figures& figures) {
  text.begin("requests_total", "counter", "Requests that were answered, by what was answered.");
  for (const auto& [names, count] : figures.requests) {
    text.sample("requests_total",
                fmt::format("{{operation=\"{}\",reply=\"{}\"}}", names.first, names.second), count);
  }
  text.begin("faults_total", "counter", "Faults of rules that were carried out, by their names.");
  for (const auto& [name, count] : figures.faults) {
    text.sample("faults_total", fmt::format("{{kind=\"{}\"}}", name), count);
  }
}

void add_times(Exposition& text, const mock::Tally::Figures& figures) {
  text.begin("request_seconds", "histogram",
             "Time from the arrival of a request to the end of its reply.");
  std::uint64_t so_far = 0;
  for (std::size_t i = 0; i < mock::Tally::bounds.size(); ++i) {
    so_far += figures.in_time.at(i);
    text.sample("request_seconds_bucket", fmt::format("{{le=\"{}\"}}", mock::Tally::bounds.at(i)),
                so_far);
  }
  so_far += figures.in_time.back();
  text.sample("request_seconds_bucket", "{le=\"+Inf\"}", so_far);
  text.sample("request_seconds_sum", "", figures.seconds);
  text.sample("request_seconds_count", "", so_far);
}

}  // namespace

std::string metrics_text(const Control& control) {
  Exposition text;
  const auto figures = control.tally.figures();
  add_requests(text, figures);
  add_times(text, figures);
  const auto losses = control.tenants.losses();
  const auto journal = control.journal.figures();
  const std::uint64_t unwritten =
      control.journal_file == nullptr ? 0 : control.journal_file->lost();
  text.figure("connections", "gauge", "Connections that are open.", control.live_connections());
  text.figure("tenants", "gauge", "Tenants that have an access key.", control.tenants.count());
  text.figure("tenants_dropped_total", "counter", "Tenants that made room for others.",
              losses.dropped);
  text.figure("requests_shared_total", "counter",
              "Requests of newcomers that found no place, and so share the unsigned tenant.",
              losses.shared);
  text.figure("calls_forgotten_total", "counter", "Logical calls that made room for others.",
              losses.forgotten);
  text.figure("journal_entries", "gauge", "Requests in the journal.", journal.entries);
  text.figure("journal_bytes", "gauge", "Memory that the journal takes.", journal.bytes);
  text.figure("journal_dropped_total", "counter", "Requests that left the journal to make room.",
              journal.dropped);
  text.figure("journal_file_errors_total", "counter", "Requests that the journal's file misses.",
              unwritten);
  text.figure("log_lines_dropped_total", "counter", "Lines of the log that found no reader.",
              control.log.dropped());
  text.figure("reload_failures_total", "counter", "Scenarios that could not be taken up.",
              control.health.report().reload_failures);
  text.begin("build_info", "gauge", "The version of the server.");
  text.sample("build_info", fmt::format("{{version=\"{}\"}}", base::version), 1);
  return text.take();
}

}  // namespace krm::admin
