#include "admin/selection.h"

#include "mock/request_view.h"

namespace krm::admin {

tl::expected<Selection, Reply> read_journal(const Control& control, const Ask& ask,
                                            std::uint64_t since,
                                            const mock::Journal::Wanted& wanted, std::size_t most) {
  if (!control.journal.is_kept()) {
    return tl::unexpected(
        error(409, "JournalOff", "The server keeps no journal: it runs with --journal-bytes 0."));
  }
  std::vector<std::shared_ptr<mock::Journal::Part>> parts;
  if (!ask.query.tenant) {
    for (const auto& tenant : control.tenants.of_start_up()) parts.push_back(tenant->journal());
  } else if (const auto tenant = control.tenants.find(*ask.query.tenant)) {
    parts.push_back(tenant->journal());
  }
  if (ask.query.settle && ask.last == Last::no && control.journal.has_open(parts)) {
    return Selection{.is_unsettled = true};
  }
  auto reading = control.journal.read(parts, since, wanted, most);
  // Of those that went with their tenants nobody knows any more whether they were these.
  if (!ask.query.tenant || parts.empty()) {
    reading.dropped += control.journal.figures().with_tenants;
  }
  return Selection{std::move(reading)};
}

std::shared_ptr<const base::Event> change_of(const Control& control, const Query& query) {
  if (query.tenant) {
    if (const auto tenant = control.tenants.find(*query.tenant)) {
      auto next = tenant->journal()->changes().next();
      // A tenant that was replaced meanwhile changes no more.
      if (control.tenants.find(*query.tenant) == tenant) return next;
    }
  }
  return control.journal.changes().next();
}

bool matches(const mock::Record& record, const Query& query) {
  const mock::Entry& entry = *record.entry;
  return (!query.status || entry.status == query.status) &&
         (!query.error || entry.error == *query.error) &&
         (!query.operation || operation_of(entry) == *query.operation) &&
         (!query.forwarded || (entry.forwarded_to != nullptr) == *query.forwarded) &&
         (!query.rule || rule_of(entry) == *query.rule);
}

bool matches(const scenario::Attempt& attempt, const Query& query) {
  return (!query.status || attempt.status == query.status) &&
         (!query.error || attempt.error == *query.error) &&
         (!query.operation || attempt.operation == *query.operation) &&
         (!query.rule || attempt.rule == *query.rule);
}

std::optional<Page> page_of(std::size_t found, std::uint64_t dropped, const Ask& ask) {
  const Query& query = ask.query;
  Page page{.next = query.since, .more = found > query.limit, .dropped = dropped};
  if (!query.wait) return page;
  if (found >= query.min.value_or(1)) {
    page.waited = Waited::met;
  } else if (ask.last == Last::no) {
    return std::nullopt;
  } else {
    page.waited = ask.last == Last::stopping ? Waited::stopped : Waited::timeout;
  }
  return page;
}

}  // namespace krm::admin
