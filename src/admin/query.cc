#include "admin/query.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "admin/reply.h"
#include "base/number.h"
#include "base/quoting.h"
#include "base/words.h"
#include "document/codec.h"
#include "sigv4/percent_encoding.h"
#include "sigv4/request_target.h"

namespace krm::admin {
namespace {

using document::Shape;
using SetDone = tl::expected<void, std::string>;
using Text = const std::string&;

constexpr std::int64_t largest_id = 9'007'199'254'740'991;
constexpr std::int64_t most_requests = 1'000'000;
constexpr std::chrono::seconds longest_wait{60};

Shape text_shape() { return {.kind = Shape::Kind::text, .pattern = "^[\\s\\S]+$"}; }

template <std::int64_t least, std::int64_t most>
Shape whole() {
  return {.kind = Shape::Kind::integer, .least = least, .most = most};
}

template <std::int64_t least, std::int64_t most, typename Number>
SetDone set_whole(Number& into, Text text) {
  const auto number = base::number_in<std::int64_t>(text);
  if (!number || *number < least || *number > most) {
    return tl::unexpected(fmt::format("a whole number from {} to {}", least, most));
  }
  into = static_cast<Number>(*number);
  return {};
}

SetDone set_text(std::optional<std::string>& into, Text text) {
  if (text.empty()) return tl::unexpected(std::string("a text that is not empty"));
  into = text;
  return {};
}

Shape time_shape() {
  return {.kind = Shape::Kind::text, .pattern = "^([1-5]?[0-9]{1,4}ms|[1-5]?[0-9]s|60s|[01]m)$"};
}

SetDone set_time(std::optional<base::Milliseconds>& into, Text text) {
  const auto time = base::parse_duration(text);
  if (!time || *time > longest_wait) {
    return tl::unexpected(std::string("a time of at most 60s, with its unit, as 5s or 250ms"));
  }
  into = *time;
  return {};
}

constexpr std::array all_parameters{
    Parameter{"tenant", "tenant",
              "the access key ID, or - for requests without one; without it all tenants that run "
              "the start-up scenario",
              text_shape, [](Query& q, Text t) { return set_text(q.tenant, t); }},
    Parameter{"since", "since", "only what came after the request of this id", whole<0, largest_id>,
              [](Query& q, Text t) { return set_whole<0, largest_id>(q.since, t); }},
    Parameter{"rule", "rule", "only what the rule of this name decided", text_shape,
              [](Query& q, Text t) { return set_text(q.rule, t); }},
    Parameter{"operation", "operation", "only this operation", text_shape,
              [](Query& q, Text t) { return set_text(q.operation, t); }},
    Parameter{"status", "status", "only replies with this status", whole<100, 599>,
              [](Query& q, Text t) { return set_whole<100, 599>(q.status.emplace(), t); }},
    Parameter{"error", "error", "only replies with this error", text_shape,
              [](Query& q, Text t) { return set_text(q.error, t); }},
    Parameter{"forwarded", "forwarded", "true: only what went to an upstream; false: only the rest",
              [] { return document::Codec<bool>::shape({}); },
              [](Query& q, Text t) -> SetDone {
                if (t != "true" && t != "false")
                  return tl::unexpected(std::string("true or false"));
                q.forwarded = t == "true";
                return {};
              }},
    Parameter{"outcome", "outcome", "only calls with this outcome",
              [] { return document::Codec<scenario::Call::Outcome>::shape({}); },
              [](Query& q, Text t) -> SetDone {
                q.outcome = base::value_of<scenario::Call::Outcome>(t);
                if (q.outcome) return {};
                return tl::unexpected(std::string("one of succeeded, failed, open"));
              }},
    Parameter{"limit", "limit", "how many at most", whole<1, 1000>,
              [](Query& q, Text t) { return set_whole<1, 1000>(q.limit, t); }},
    Parameter{"min", "min", "waits until there are so many", whole<1, most_requests>,
              [](Query& q, Text t) { return set_whole<1, most_requests>(q.min.emplace(), t); }},
    Parameter{"wait", "wait", "how long to wait for min, or for one; at most 60s", time_shape,
              [](Query& q, Text t) { return set_time(q.wait, t); }},
    Parameter{"settle", "settle", "how long to wait until no reply is under way; at most 60s",
              time_shape, [](Query& q, Text t) { return set_time(q.settle, t); }},
    Parameter{"format of verdicts", "format",
              "the same as Accept: json, junit for XML, or text for people",
              [] { return document::Codec<VerdictFormat>::shape({}); },
              [](Query& q, Text t) -> SetDone {
                q.format = base::value_of<VerdictFormat>(t);
                if (q.format) return {};
                return tl::unexpected(std::string("json, junit or text"));
              }},
    Parameter{"format of calls", "format", "json, or text for people",
              [] { return document::Codec<CallsFormat>::shape({}); },
              [](Query& q, Text t) -> SetDone {
                const auto format = base::value_of<CallsFormat>(t);
                if (!format) return tl::unexpected(std::string("json or text"));
                q.calls_format = *format;
                return {};
              }},
};

std::string decoded(std::string_view text) {
  std::string spaced(text);
  std::ranges::replace(spaced, '+', ' ');
  return sigv4::percent_decoded(spaced);
}

}  // namespace

const Parameter& parameter(std::string_view key) {
  return *std::ranges::find(all_parameters, key, &Parameter::key);
}

tl::expected<Query, std::string> read_query(std::string_view target,
                                            std::span<const std::string_view> taken) {
  std::vector<const Parameter*> may_stand;
  std::vector<std::string_view> names;
  for (const std::string_view key : taken) {
    may_stand.push_back(&parameter(key));
    names.push_back(may_stand.back()->name);
  }
  Query query;
  std::vector<std::string_view> given;
  for (const auto& [raw_name, raw_value] : sigv4::split_target(target).query) {
    const std::string name = decoded(raw_name);
    const auto known = std::ranges::find(may_stand, name, &Parameter::name);
    if (known == may_stand.end()) {
      return tl::unexpected(fmt::format("There is no parameter {} here{}", base::quoted(name),
                                        end_of_sentence(document::suggestion(name, names))));
    }
    const Parameter& one = **known;
    if (std::ranges::find(given, one.name) != given.end()) {
      return tl::unexpected(fmt::format("The parameter {} is there twice.", one.name));
    }
    given.push_back(one.name);
    const std::string value = decoded(raw_value);
    if (const auto set = one.set(query, value); !set) {
      return tl::unexpected(
          fmt::format("{} is {}; it has to be {}.", one.name, base::quoted(value), set.error()));
    }
  }
  if (query.min && !query.wait) {
    return tl::unexpected(std::string("min has no effect without wait; add wait=5s."));
  }
  return query;
}

}  // namespace krm::admin
