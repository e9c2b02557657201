#include "mock/call_register.h"

#include <utility>

namespace krm::mock {

CallRegister::Added CallRegister::add(Entry entry) {
  const std::scoped_lock lock(mutex_);
  Added added{next_++, {}};
  entry.ticket = added.ticket;
  entries_.emplace_hint(entries_.end(), added.ticket, std::move(entry));
  if (entries_.size() > most_) {
    added.oldest = std::move(entries_.begin()->second);
    entries_.erase(entries_.begin());
  }
  return added;
}

void CallRegister::remove(std::uint64_t ticket) {
  const std::scoped_lock lock(mutex_);
  entries_.erase(ticket);
}

}  // namespace krm::mock
