#include "sigv4/timestamp.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.h"
#include "base/number.h"

namespace krm::sigv4 {
namespace {

int number(std::string_view digits) { return base::number_in<int>(digits).value_or(0); }

}  // namespace

std::optional<std::chrono::sys_seconds> parse_timestamp(std::string_view text) {
  using namespace std::chrono;
  constexpr std::string_view form = "00000000T000000Z";
  const auto fits = [](char c, char pattern) {
    return pattern == '0' ? base::is_digit(c) : c == pattern;
  };
  if (!std::ranges::equal(text, form, fits)) return std::nullopt;
  const year_month_day date{year{number(text.substr(0, 4))},
                            month{static_cast<unsigned>(number(text.substr(4, 2)))},
                            day{static_cast<unsigned>(number(text.substr(6, 2)))}};
  const int hour = number(text.substr(9, 2));
  const int minute = number(text.substr(11, 2));
  const int second = number(text.substr(13, 2));
  if (!date.ok() || hour > 23 || minute > 59 || second > 59) return std::nullopt;
  return sys_days{date} + hours{hour} + minutes{minute} + seconds{second};
}

std::string timestamp(std::chrono::sys_seconds time) {
  using namespace std::chrono;
  const auto day = floor<days>(time);
  const year_month_day date{day};
  const hh_mm_ss clock{time - day};
  return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

}  // namespace krm::sigv4
