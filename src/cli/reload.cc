#include "cli/reload.h"

#include <filesystem>
#include <string_view>
#include <utility>

#include "cli/scenario_text.h"
#include "cli/wanted_scenario.h"
#include "scenario/digest.h"
#include "scenario/source/file.h"
#include "scenario/yaml.h"

namespace krm::cli {

using base::Level;

Reload::Reload(const Options& options, std::uint64_t seed_of_chance, mock::Tenants& tenants,
               admin::Health& health, const base::Log& log)
    : options_(options),
      seed_of_chance_(seed_of_chance),
      tenants_(tenants),
      health_(health),
      log_(log) {
  tell_health();
}

void Reload::now() {
  if (!names_a_file(options_.scenario)) return take_up(tenants_.running()->scenario);
  complaint_.clear();  // who asks is told again
  auto loaded = load_from(options_.scenario);
  if (!loaded) return complain(loaded.error());
  take_up(std::move(*loaded));
}

void Reload::look() {
  Sight seen = sight();
  const bool settled = seen == last_;
  last_ = std::move(seen);
  // What is wrong is looked at again and again: what it lacks may be elsewhere.
  if (!settled || (last_ == dealt_with_ && complaint_.empty())) return;
  dealt_with_ = last_;
  auto loaded = load_from(options_.scenario);
  if (!loaded) return complain(loaded.error());
  if (scenario::digest(**loaded) != scenario::digest(*tenants_.running()->scenario)) {
    take_up(std::move(*loaded));
  } else if (!complaint_.empty()) {
    complaint_.clear();
    tell_health();
    log_.say(Level::info, "{} is as it was before", options_.scenario);
  }
}

Reload::Sight Reload::sight() const {
  Sight sight{base::look_at(options_.scenario, scenario::longest_text + 1)};
  const auto directory = std::filesystem::path(options_.scenario).parent_path();
  for (const std::string& path : scenario::files_of(*tenants_.running()->scenario)) {
    sight.push_back(
        base::look_at((directory / path).string(), scenario::source::File::longest + 1));
  }
  return sight;
}

void Reload::take_up(std::shared_ptr<const scenario::Scenario> scenario) {
  tenants_.take_up(settle(std::move(scenario), options_, seed_of_chance_));
  complaint_.clear();
  last_ = dealt_with_ = {};  // what was read may be another by now
  tell_health();
  announce(*tenants_.running(), "reloaded ", log_);
}

void Reload::complain(std::string why) {
  constexpr std::string_view level = "error: ";  // which the log says by itself
  if (why.starts_with(level)) why.erase(0, level.size());
  if (why == complaint_) return;
  complaint_ = why;
  health_.keeps_the_last(why);
  log_.say(Level::error, "{} is not taken up; what was served before is served on",
           options_.scenario);
  for (std::string_view rest = why; !rest.empty();) {
    const auto end = rest.find('\n');
    log_.say(Level::error, "{}", rest.substr(0, end));
    rest.remove_prefix(std::min(end, rest.size() - 1) + 1);
  }
}

void Reload::tell_health() {
  const scenario::Scenario& scenario = *tenants_.running()->scenario;
  health_.serves(scenario.title, scenario::digest(scenario));
}

}  // namespace krm::cli
