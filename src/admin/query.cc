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

SetDone set_wait(Query& query, Text text) {
  const auto time = base::parse_duration(text);
  if (!time || *time > longest_wait) {
    return tl::unexpected(std::string("a time of at most 60s, with its unit, as 5s or 250ms"));
  }
  query.wait = *time;
  return {};
}

constexpr std::array all_parameters{
    Parameter{"tenant",
              "the access key ID, or - for requests without one; without it all tenants that run "
              "the start-up scenario",
              text_shape, [](Query& q, Text t) { return set_text(q.tenant, t); }},
    Parameter{"since", "only what came after the request of this id", whole<0, largest_id>,
              [](Query& q, Text t) { return set_whole<0, largest_id>(q.since, t); }},
    Parameter{"rule", "only what the rule of this name decided", text_shape,
              [](Query& q, Text t) { return set_text(q.rule, t); }},
    Parameter{"operation", "only this operation", text_shape,
              [](Query& q, Text t) { return set_text(q.operation, t); }},
    Parameter{"status", "only replies with this status", whole<100, 599>,
              [](Query& q, Text t) { return set_whole<100, 599>(q.status.emplace(), t); }},
    Parameter{"error", "only replies with this error", text_shape,
              [](Query& q, Text t) { return set_text(q.error, t); }},
    Parameter{"outcome", "only calls with this outcome",
              [] { return document::Codec<scenario::Call::Outcome>::shape({}); },
              [](Query& q, Text t) -> SetDone {
                q.outcome = base::value_of<scenario::Call::Outcome>(t);
                if (q.outcome) return {};
                return tl::unexpected(std::string("one of succeeded, failed, open"));
              }},
    Parameter{"limit", "how many at most", whole<1, 1000>,
              [](Query& q, Text t) { return set_whole<1, 1000>(q.limit, t); }},
    Parameter{"min", "waits until there are so many", whole<1, most_requests>,
              [](Query& q, Text t) { return set_whole<1, most_requests>(q.min.emplace(), t); }},
    Parameter{"wait", "how long to wait for min, or for one; at most 60s",
              [] {
                return Shape{.kind = Shape::Kind::text,
                             .pattern = "^([1-5]?[0-9]{1,4}ms|[1-5]?[0-9]s|60s|[01]m)$"};
              },
              set_wait},
    Parameter{"settle", "how long to wait until no reply is under way; at most 60s",
              [] {
                return Shape{.kind = Shape::Kind::text,
                             .pattern = "^([1-5]?[0-9]{1,4}ms|[1-5]?[0-9]s|60s|[01]m)$"};
              },
              set_wait},
    Parameter{"format", "the same as Accept: json, or junit for XML",
              [] { return document::Codec<VerdictFormat>::shape({}); },
              [](Query& q, Text t) -> SetDone {
                q.format = base::value_of<VerdictFormat>(t);
                if (q.format) return {};
                return tl::unexpected(std::string("json or junit"));
              }},
};

std::string decoded(std::string_view text) {
  std::string spaced(text);
  std::ranges::replace(spaced, '+', ' ');
  return sigv4::percent_decoded(spaced);
}

}  // namespace

const Parameter& parameter(std::string_view name) {
  return *std::ranges::find(all_parameters, name, &Parameter::name);
}

tl::expected<Query, std::string> read_query(std::string_view target,
                                            std::span<const std::string_view> taken) {
  Query query;
  std::vector<std::string_view> given;
  for (const auto& [raw_name, raw_value] : sigv4::split_target(target).query) {
    const std::string name = decoded(raw_name);
    const auto known = std::ranges::find(taken, name);
    if (known == taken.end()) {
      return tl::unexpected(
          fmt::format("There is no parameter {} here{}", base::quoted(name),
                      end_of_sentence(document::suggestion(name, {taken.begin(), taken.end()}))));
    }
    if (std::ranges::find(given, *known) != given.end()) {
      return tl::unexpected(fmt::format("The parameter {} is there twice.", *known));
    }
    given.push_back(*known);
    const std::string value = decoded(raw_value);
    if (const auto set = parameter(*known).set(query, value); !set) {
      return tl::unexpected(
          fmt::format("{} is {}; it has to be {}.", *known, base::quoted(value), set.error()));
    }
  }
  if (query.min && !query.wait) {
    return tl::unexpected(std::string("min has no effect without wait; add wait=5s."));
  }
  return query;
}

}  // namespace krm::admin
