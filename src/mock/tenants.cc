#include "mock/tenants.h"

#include <algorithm>
#include <utility>

#include "aws/names.h"

namespace krm::mock {
namespace {

// Where signatures are verified, only who is listed can be told from who is not.
bool names_a_tenant(std::string_view id, const ActiveScenario& active) {
  if (active.signatures.auth == sigv4::Auth::strict) return active.principals.contains(id);
  return aws::is_access_key_id(id);
}

}  // namespace

Tenants::Tenants(const base::Clock& clock, Journal& journal, ActiveScenario active,
                 TenantLimits limits)
    : clock_(clock),
      journal_(journal),
      changes_(clock.changes() ? clock.changes() : std::make_shared<base::ChangeSignal>()),
      limits_(limits),
      active_(std::make_shared<const ActiveScenario>(std::move(active))),
      model_(make({}, active_, nullptr)),
      unsigned_{.tenant = make({}, active_, journal.new_part())},
      removed_(journal, limits.tenants) {}

std::shared_ptr<Tenant> Tenants::make(const std::string& name,
                                      std::shared_ptr<const ActiveScenario> active,
                                      std::shared_ptr<Journal::Part> part) const {
  return std::make_shared<Tenant>(name, std::move(active), clock_, changes_, totals_,
                                  std::move(part));
}

std::shared_ptr<Tenant> Tenants::of(std::string_view access_key_id) {
  Before before;
  std::vector<std::shared_ptr<Tenant>> forgetful;
  std::shared_ptr<Tenant> tenant;
  {
    const std::scoped_lock lock(mutex_);
    tenant = find_or_make(access_key_id, before);
    forgetful = tenants_beyond_the_limit_of_calls();
  }
  for (const auto& one : forgetful) one->forget_calls();  // which waits for their turns
  return tenant;
}

std::shared_ptr<Tenant> Tenants::find_or_make(std::string_view access_key_id, Before& before) {
  if (const auto found = by_id_.find(access_key_id); found != by_id_.end()) {
    const Places::iterator place = found->second;
    place->last_use = ++uses_;
    if (!place->may_be_dropped()) {
      lasting_.splice(lasting_.end(), lasting_, place);
      return place->tenant;
    }
    // Another scenario may not know the key any more. What the journal has of it stays.
    if (!names_a_tenant(access_key_id, *active_)) return unsigned_.tenant;
    recent_.splice(recent_.begin(), recent_, place);
    return place->tenant;
  }
  if (!names_a_tenant(access_key_id, *active_)) return unsigned_.tenant;
  if (!make_room(before)) {
    ++shared_;
    return unsigned_.tenant;
  }
  recent_.push_front({.access_key_id = std::string(access_key_id), .last_use = ++uses_});
  recent_.front().tenant = newcomer(recent_.front());
  by_id_.emplace(recent_.front().access_key_id, recent_.begin());
  return recent_.front().tenant;
}

std::shared_ptr<Tenant> Tenants::copy_of(std::string_view access_key_id) const {
  const std::scoped_lock lock(mutex_);
  const auto copy = [](const std::string& name, const Tenant& tenant) {
    return tenant.copy(name, tenant.shared_active(), nullptr, std::make_shared<CallTotals>());
  };
  if (const auto found = by_id_.find(access_key_id); found != by_id_.end()) {
    return copy(found->second->access_key_id, *found->second->tenant);
  }
  if (!names_a_tenant(access_key_id, *active_)) return copy({}, *unsigned_.tenant);
  return copy(std::string(access_key_id), *model_);
}

// Returns whether there is a place for one more.
bool Tenants::make_room(Before& before) {
  if (by_id_.size() < limits_.tenants) return true;
  if (recent_.empty() || active_->scenario->expect) return false;
  ++dropped_;
  const std::uint64_t lost = journal_.lose(*recent_.back().tenant->journal());
  if (lost > 0 && lost_.size() < limits_.tenants) lost_[recent_.back().access_key_id] = lost;
  erase(std::prev(recent_.end()), before);
  return true;
}

std::shared_ptr<Tenant> Tenants::newcomer(const Place& place) const {
  const auto lost = lost_.find(place.access_key_id);
  return model_->copy(place.access_key_id, place.issued ? active_->with(*place.issued) : active_,
                      journal_.new_part(lost == lost_.end() ? 0 : lost->second), totals_);
}

// What waits for the clock of the one before goes on in real time.
void Tenants::replace(Place& place, std::shared_ptr<Tenant> by, Before& before) {
  before.push_back(std::exchange(place.tenant, std::move(by)));
  before.back()->clock().thaw();
}

void Tenants::erase(Places::iterator place, Before& before) {
  replace(*place, nullptr, before);
  by_id_.erase(place->access_key_id);
  (place->may_be_dropped() ? recent_ : lasting_).erase(place);
}

const Tenants::Place* Tenants::place_of(std::string_view shown) const {
  if (shown == "-") return &unsigned_;
  const auto found = by_id_.find(shown);
  return found == by_id_.end() ? nullptr : &*found->second;
}

Tenants::Place* Tenants::place_of(std::string_view shown) {
  return const_cast<Place*>(std::as_const(*this).place_of(shown));
}

std::shared_ptr<Tenant> Tenants::find(std::string_view shown) const {
  const std::scoped_lock lock(mutex_);
  const Place* place = place_of(shown);
  return place == nullptr ? nullptr : place->tenant;
}

// The most recently used tenant is not among them: it bounds its calls itself.
std::vector<std::shared_ptr<Tenant>> Tenants::tenants_beyond_the_limit_of_calls() const {
  std::vector<std::shared_ptr<Tenant>> all;
  std::size_t left = totals_->remembered;
  auto recent = recent_.rbegin();
  auto lasting = lasting_.begin();
  while (left > limits_.calls) {
    const bool has_recent = recent != recent_.rend();
    const bool has_lasting = lasting != lasting_.end();
    if (!has_recent && !has_lasting) break;
    const bool next_is_lasting =
        has_lasting && (!has_recent || lasting->last_use < recent->last_use);
    const Place& one = next_is_lasting ? *lasting++ : *recent++;
    const std::size_t calls = one.tenant->calls();
    if (calls == 0 || one.last_use == uses_) continue;
    all.push_back(one.tenant);
    left -= std::min(left, calls);
  }
  return all;
}

void Tenants::take_up(ActiveScenario active) {
  auto taken_up = std::make_shared<const ActiveScenario>(std::move(active));
  Before before;
  const std::scoped_lock lock(mutex_);
  removed_.forget(before);
  active_ = std::move(taken_up);
  before.push_back(std::exchange(model_, make({}, active_, nullptr)));
  for (Place& place : recent_) {
    replace(place, make(place.access_key_id, active_, place.tenant->journal()), before);
  }
  for (Place& place : lasting_) {
    if (place.has_own_scenario) continue;
    replace(place, make(place.access_key_id, active_->with(*place.issued), place.tenant->journal()),
            before);
  }
  if (unsigned_.has_own_scenario) return;
  replace(unsigned_, make({}, active_, unsigned_.tenant->journal()), before);
}

bool Tenants::take_up(std::string_view shown, ActiveScenario active) {
  auto taken_up = std::make_shared<const ActiveScenario>(std::move(active));
  Before before;
  const std::scoped_lock lock(mutex_);
  Place* place = place_of(shown);
  if (place == nullptr) return false;
  if (place != &unsigned_ && place->may_be_dropped()) {
    lasting_.splice(lasting_.end(), recent_, by_id_.find(shown)->second);
  }
  place->has_own_scenario = true;
  if (place->issued) taken_up = taken_up->with(*place->issued);
  replace(*place, make(place->access_key_id, std::move(taken_up), place->tenant->journal()),
          before);
  return true;
}

bool Tenants::issue(const scenario::Credential& credential,
                    const std::shared_ptr<const ActiveScenario>& own) {
  Before before;
  const std::scoped_lock lock(mutex_);
  if (by_id_.contains(credential.access_key_id) || !make_room(before)) return false;
  lasting_.push_back({.access_key_id = credential.access_key_id,
                      .has_own_scenario = own != nullptr,
                      .issued = credential,
                      .last_use = ++uses_});
  Place& place = lasting_.back();
  place.tenant =
      own ? make(place.access_key_id, own->with(credential), journal_.new_part()) : newcomer(place);
  by_id_.emplace(place.access_key_id, std::prev(lasting_.end()));
  return true;
}

bool Tenants::is_issued(std::string_view shown) const {
  const std::scoped_lock lock(mutex_);
  const Place* place = place_of(shown);
  return place != nullptr && place->issued;
}

bool Tenants::remove(std::string_view shown) {
  Before before;
  const std::scoped_lock lock(mutex_);
  Place* place = place_of(shown);
  if (place == nullptr) return false;
  if (is_judged(*place)) {
    removed_.keep(place->tenant, before);
  } else {
    journal_.end(*place->tenant->journal());
  }
  if (place == &unsigned_) {
    place->has_own_scenario = false;
    replace(unsigned_, make({}, active_, journal_.new_part()), before);
  } else {
    erase(by_id_.find(shown)->second, before);
  }
  return true;
}

bool Tenants::is_judged(const Place& place) const {
  const auto has_called = [](const TenantState& state, const auto&) {
    return state.calls_begun > 0;
  };
  return active_->scenario->expect && !place.has_own_scenario && place.tenant->look(has_called);
}

RemovedTenants::Kept Tenants::removed() const {
  const std::scoped_lock lock(mutex_);
  return removed_.kept();
}

void Tenants::restart(Place& place, Before& before) {
  journal_.end(*place.tenant->journal());
  replace(place, make(place.access_key_id, place.tenant->shared_active(), journal_.new_part()),
          before);
}

bool Tenants::reset(std::string_view shown) {
  Before before;
  const std::scoped_lock lock(mutex_);
  Place* place = place_of(shown);
  if (place == nullptr) return false;
  restart(*place, before);
  return true;
}

void Tenants::reset() {
  Before before;
  const std::scoped_lock lock(mutex_);
  removed_.forget(before);
  before.push_back(std::exchange(model_, make({}, active_, nullptr)));
  for (Place& place : recent_) restart(place, before);
  for (Place& place : lasting_) {
    if (!place.has_own_scenario) restart(place, before);
  }
  if (!unsigned_.has_own_scenario) restart(unsigned_, before);
}

std::shared_ptr<const ActiveScenario> Tenants::active() const {
  const std::scoped_lock lock(mutex_);
  return active_;
}

std::shared_ptr<Tenant> Tenants::model() const {
  const std::scoped_lock lock(mutex_);
  return model_;
}

std::vector<std::shared_ptr<Tenant>> Tenants::of_start_up() const {
  const std::scoped_lock lock(mutex_);
  return start_up_tenants();
}

bool Tenants::visit(const std::optional<std::string>& shown,
                    const std::function<void(Tenant&)>& visit) {
  const std::scoped_lock lock(mutex_);
  if (shown) {
    const Place* place = place_of(*shown);
    if (place != nullptr) visit(*place->tenant);
    return place != nullptr;
  }
  visit(*model_);
  for (const auto& tenant : start_up_tenants()) visit(*tenant);
  return true;
}

std::vector<std::shared_ptr<Tenant>> Tenants::start_up_tenants() const {
  std::vector<std::shared_ptr<Tenant>> all;
  for (const Place& place : recent_) all.push_back(place.tenant);
  for (const Place& place : lasting_) {
    if (!place.has_own_scenario) all.push_back(place.tenant);
  }
  if (!unsigned_.has_own_scenario) all.push_back(unsigned_.tenant);
  return all;
}

std::vector<Tenants::Listed> Tenants::all() const {
  const std::scoped_lock lock(mutex_);
  std::vector<Listed> all;
  for (const Place& place : recent_) all.push_back({place.tenant, false});
  for (const Place& place : lasting_) all.push_back({place.tenant, place.issued.has_value()});
  all.push_back({unsigned_.tenant, false});
  return all;
}

std::size_t Tenants::count() const {
  const std::scoped_lock lock(mutex_);
  return by_id_.size();
}

Tenants::Losses Tenants::losses() const {
  const std::scoped_lock lock(mutex_);
  return {dropped_, shared_, *totals_->forgotten};
}

}  // namespace krm::mock
