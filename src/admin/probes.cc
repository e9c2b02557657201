#include "admin/probes.h"

#include <array>

#include "admin/metrics.h"
#include "base/json_writer.h"
#include "base/version.h"
#include "base/words.h"

namespace krm::admin {
namespace {

using base::JsonWriter;

constexpr std::string_view metrics_type = "text/plain; version=0.0.4; charset=utf-8";

void begin_with(JsonWriter& json, std::string_view status) {
  json.begin_object().member("status", status).member("version", base::version);
}

Reply livez(const Control&) {
  JsonWriter json;
  begin_with(json, "live");
  return {200, json.end().text()};
}

Reply readyz(const Control& control) {
  const Health::Report health = control.health.report();
  JsonWriter json;
  begin_with(json, base::word_of(health.readiness));
  if (!health.digest.empty()) {
    json.key("scenario").begin_object();
    json.member("name", health.scenario).member("digest", health.digest).end();
  }
  if (!health.reload_error.empty()) json.member("reload_error", health.reload_error);
  if (control.journal_file != nullptr && control.journal_file->lost() > 0) {
    json.member("journal_file_error", control.journal_file->trouble());
  }
  return {health.readiness == Readiness::ready ? 200 : 503, json.end().text()};
}

Reply show_metrics(const Control& control) { return {200, metrics_text(control), metrics_type}; }

Reply localstack_health(const Control& control) {
  const bool is_ready = control.health.report().readiness == Readiness::ready;
  JsonWriter json;
  json.begin_object().key("services").begin_object();
  json.member("kms", is_ready ? "running" : "initializing").end();
  json.member("edition", "kms-random-mock").member("version", base::version);
  return {200, json.end().text()};
}

constexpr std::array all_probes{
    Probe{"/livez", "Answers while the process can.", livez},
    Probe{"/readyz", "Says whether requests are answered as the scenario says.", readyz,
          "application/json", true},
    Probe{"/metrics", "Shows figures for Prometheus.", show_metrics, metrics_type},
    Probe{"/_localstack/health", "Answers what tools that wait for LocalStack ask.",
          localstack_health}};

}  // namespace

std::span<const Probe> probes() { return all_probes; }

}  // namespace krm::admin
