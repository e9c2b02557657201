// What lists of the journal have in common: which records they are about, filters, pages and waits.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "admin/resource.h"
#include "base/words.h"

namespace krm::admin {

enum class Waited { met, timeout, stopped };
constexpr std::array<std::pair<std::string_view, Waited>, 3> words_of(Waited) {
  return {{{"met", Waited::met}, {"timeout", Waited::timeout}, {"stopped", Waited::stopped}}};
}

// The members that each list has beside its items.
struct Page {
  static void page_members(auto& member) {
    member("next", &Page::next, "the `since` of the next page");
    member("more", &Page::more, "there is a next page now");
    member("dropped", &Page::dropped, "so many requests have left the journal to make room");
    member("waited", &Page::waited, "how the wait ended; null: nobody asked for one");
  }
  std::uint64_t next = 0;
  bool more = false;
  std::uint64_t dropped = 0;
  std::optional<Waited> waited{};
};

// What the journal holds of the tenants that a request is about.
struct Selection {
  mock::Journal::Reading reading{};
  // The answer has to be put off: the request waits for replies that are under way (`settle`).
  bool is_unsettled = false;
};

// Reads the journal of these tenants. A key that has not called yet has nothing in it. `since`,
// `wanted` and `most` are as for the journal. On failure returns the reply.
tl::expected<Selection, Reply> read_journal(const Control& control, const Ask& ask,
                                            std::uint64_t since,
                                            const mock::Journal::Wanted& wanted = {},
                                            std::size_t most = SIZE_MAX);

// Returns what is raised when such a list may have changed.
std::shared_ptr<const base::Event> change_of(const Control& control, const Query& query);

// Returns whether all filters hold but those of calls.
bool matches(const mock::Record& record, const Query& query);
bool matches(const scenario::Attempt& attempt, const Query& query);

// Returns the page of a list of `found` items, or nothing if it has to wait for more. Its `next` is
// that of a page without items.
std::optional<Page> page_of(std::size_t found, std::uint64_t dropped, const Ask& ask);

}  // namespace krm::admin
