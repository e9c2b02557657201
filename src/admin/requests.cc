// The requests of the journal, one by one.
#include <algorithm>
#include <utility>

#include "admin/resources.h"
#include "admin/selection.h"
#include "base/number.h"
#include "mock/request_view.h"

namespace krm::admin {
namespace {

struct Requests : Page {
  static constexpr std::string_view name = "Requests";
  static void members(auto& member) {
    member("requests", &Requests::requests, "oldest first");
    page_members(member);
  }
  std::vector<mock::RequestView> requests{};
};

std::optional<Reply> list_requests(const Control& control, const Ask& ask) {
  const Query& query = ask.query;
  auto selection = read_journal(
      control, ask, query.since, [&](const mock::Record& one) { return matches(one, query); },
      std::max(query.limit + 1, query.min.value_or(1)));
  if (!selection) return std::move(selection.error());
  if (selection->is_unsettled) return std::nullopt;
  auto& found = selection->reading.records;
  const auto page = page_of(found.size(), selection->reading.dropped, ask);
  if (!page) return std::nullopt;
  Requests requests{*page};
  found.resize(std::min(found.size(), query.limit));
  for (const mock::Record& record : found) {
    requests.requests.push_back(request_view(record, {.payload = control.journal.shows_payload()}));
    requests.next = record.entry->id;
  }
  return json(requests);
}

std::optional<Reply> empty_journal(const Control& control, const Ask& ask) {
  const auto tenants = tenants_of(control, ask);
  if (!tenants) return tenants.error();
  for (const auto& tenant : *tenants) control.journal.clear(*tenant->journal());
  return Reply{.status = 204};
}

std::optional<Reply> show_request(const Control& control, const Ask& ask) {
  const auto id = base::number_in<std::uint64_t>(ask.id);
  std::vector<std::shared_ptr<mock::Journal::Part>> parts;
  for (const auto& listed : control.tenants.all()) {
    const bool is_wanted = !ask.query.tenant || listed.tenant->shown() == *ask.query.tenant;
    if (is_wanted) parts.push_back(listed.tenant->journal());
  }
  const auto record = id ? control.journal.find(parts, *id) : std::nullopt;
  if (!record) {
    return error(404, "NoSuchRequest",
                 "The journal has no such request. It may have been dropped; see \"dropped\" of "
                 "/__admin/requests.");
  }
  return json(request_view(*record, {.rules = true, .payload = control.journal.shows_payload()}));
}

}  // namespace

Resource requests() {
  return {"/requests",
          {{.name = "GET",
            .summary = "Lists what was asked and what became of it, oldest first.",
            .query = {"tenant", "since", "rule", "operation", "status", "error", "forwarded",
                      "limit", "min", "wait", "settle"},
            .outcomes = {{200, "The requests.", document::shape_of<Requests>},
                         {409, "The server keeps no journal."}},
            .answer = list_requests,
            .waits = true},
           {.name = "DELETE",
            .summary = "Empties the journal.",
            .query = {"tenant"},
            .outcomes = {{204, "It is empty."}, {404, "There is no such tenant."}},
            .answer = empty_journal}}};
}

Resource request() {
  return {"/requests/{id}",
          {{.name = "GET",
            .summary = "Shows one request, with why each rule did not fire.",
            .query = {"tenant"},
            .outcomes = {{200, "The request.", document::shape_of<mock::RequestView>},
                         {404, "The journal has no such request."}},
            .answer = show_request}}};
}

}  // namespace krm::admin
