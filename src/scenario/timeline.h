// A TimelineEvent happens by itself, in the tenant's own time.
#pragma once

#include "kms/key_stores.h"
#include "scenario/names.h"
#include "scenario/notation.h"

namespace krm::scenario {

struct TimelineEvent {
  static constexpr std::string_view name = "event";
  static constexpr std::string_view help = "what happens at a time";
  static void fields(auto& field) {
    field.required("at", &TimelineEvent::at, "counted from the tenant's first request");
    field.required("key_stores", &TimelineEvent::key_stores, "id and new state of each",
                   {key_store_id, {}, known_key_store});
  }

  Milliseconds at{0};
  Table<kms::ConnectionState> key_stores;
  bool operator==(const TimelineEvent&) const = default;
};

}  // namespace krm::scenario
