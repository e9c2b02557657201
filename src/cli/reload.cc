#include "cli/reload.h"

#include <filesystem>
#include <string_view>
#include <utility>

#include "cli/scenario_choice.h"
#include "document/yaml.h"
#include "scenario/digest.h"

namespace krm::cli {

using base::Level;

Reload::Reload(const Options& options, std::uint64_t seed_of_chance, mock::Tenants& tenants,
               admin::Health& health, const base::Log& log)
    : options_(options),
      from_file_(names_a_file(options.scenario)),
      seed_of_chance_(seed_of_chance),
      tenants_(tenants),
      health_(health),
      log_(log) {
  if (from_file_) of_file_ = tenants.active()->scenario;
  tell_health();
}

void Reload::now() {
  const std::scoped_lock lock(mutex_);
  if (!from_file_) return take_up(tenants_.active()->scenario);
  complaint_.clear();  // whoever asks is told again
  auto loaded = load_file(options_.scenario);
  if (!loaded) return complain(loaded.error().logged);
  take_up_file(std::move(*loaded));
}

void Reload::put(mock::ActiveScenario active) {
  const std::scoped_lock lock(mutex_);
  if (from_file_) last_ = dealt_with_ = sight();  // it is newer than the file as it is
  take_up(std::move(active));
}

void Reload::look() {
  const std::scoped_lock lock(mutex_);
  Sight seen = sight();
  const bool at_rest = seen == last_;
  last_ = std::move(seen);
  const bool changed = last_ != dealt_with_;
  if (!changed && complaint_.empty()) return;
  if (!(at_rest && changed) && ++looks_ < patience) return;
  looks_ = 0;
  auto loaded = load_file(options_.scenario);
  if (!loaded && !at_rest) return;  // it may be half written rather than wrong
  dealt_with_ = last_;
  if (!loaded) return complain(loaded.error().logged);
  if (scenario::digest(**loaded) != scenario::digest(*tenants_.active()->scenario)) {
    take_up_file(std::move(*loaded));
  } else if (!complaint_.empty()) {
    complaint_.clear();
    tell_health();
    log_.say(Level::info, "{} is as it was before", options_.scenario);
  }
}

Reload::Sight Reload::sight() const {
  Sight sight{base::look_at(options_.scenario, document::longest_text + 1)};
  const auto directory = std::filesystem::path(options_.scenario).parent_path();
  for (const auto* file : scenario::referenced_files(*of_file_)) {
    sight.push_back(base::look_at((directory / file->path).string(), file->longest + 1));
  }
  return sight;
}

void Reload::take_up_file(std::shared_ptr<const scenario::Scenario> scenario) {
  of_file_ = scenario;
  take_up(std::move(scenario));
}

void Reload::take_up(std::shared_ptr<const scenario::Scenario> scenario) {
  take_up(settle(std::move(scenario), options_, seed_of_chance_));
}

void Reload::take_up(mock::ActiveScenario active) {
  tenants_.take_up(std::move(active));
  complaint_.clear();
  tell_health();
  announce(*tenants_.active(), options_, "reloaded ", log_);
}

void Reload::complain(const std::string& why) {
  if (why == complaint_) return;
  complaint_ = why;
  health_.keeps_the_last(why);
  log_.say(Level::error, "{} is not taken up; what was served before is served on",
           options_.scenario);
  for (std::string_view rest = why; !rest.empty(); rest.remove_prefix(rest.find('\n') + 1)) {
    log_.say(Level::error, "{}", rest.substr(0, rest.find('\n')));
  }
}

void Reload::tell_health() {
  const auto running = tenants_.active();
  const scenario::Scenario& scenario = *running->scenario;
  health_.serves(scenario.title, scenario.title.empty() ? "" : running->digest());
}

}  // namespace krm::cli
