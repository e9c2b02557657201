#include "http/date.h"

#include <algorithm>
#include <array>

#include "base/number.h"

namespace krm::http {
namespace {

constexpr std::array<std::string_view, 12> months = {" Jan ", " Feb ", " Mar ", " Apr ",
                                                     " May ", " Jun ", " Jul ", " Aug ",
                                                     " Sep ", " Oct ", " Nov ", " Dec "};

// Appends digits by hand. Every reply has a date, and fmt took a tenth of a reply's path.
void append_digits(std::string& text, int value, int width) {
  for (int divisor = width == 4 ? 1000 : 10; divisor > 0; divisor /= 10) {
    text += static_cast<char>('0' + value / divisor % 10);
  }
}

}  // namespace

std::string imf_fixdate(base::WallTime time) {
  using namespace std::chrono;
  static constexpr std::array<std::string_view, 7> weekdays = {"Sun, ", "Mon, ", "Tue, ", "Wed, ",
                                                               "Thu, ", "Fri, ", "Sat, "};
  const auto day = floor<days>(time);
  const year_month_day date{day};
  const hh_mm_ss clock{floor<seconds>(time - day)};
  std::string text;
  text.reserve(29);
  text += weekdays[weekday{day}.c_encoding()];
  append_digits(text, static_cast<int>(static_cast<unsigned>(date.day())), 2);
  text += months[static_cast<unsigned>(date.month()) - 1];
  append_digits(text, static_cast<int>(date.year()), 4);
  text += ' ';
  append_digits(text, static_cast<int>(clock.hours().count()), 2);
  text += ':';
  append_digits(text, static_cast<int>(clock.minutes().count()), 2);
  text += ':';
  append_digits(text, static_cast<int>(clock.seconds().count()), 2);
  text += " GMT";
  return text;
}

std::optional<base::WallTime> read_imf_fixdate(std::string_view text) {
  using namespace std::chrono;
  if (text.size() != 29) return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t size) {
    return base::number_in<unsigned>(text.substr(at, size)).value_or(9999);
  };
  const auto* month = std::ranges::find(months, text.substr(7, 5));
  const year_month_day date{year(static_cast<int>(number(12, 4))),
                            std::chrono::month(static_cast<unsigned>(month - months.begin()) + 1),
                            day(number(5, 2))};
  if (!date.ok()) return std::nullopt;
  const base::WallTime time =
      sys_days(date) + hours(number(17, 2)) + minutes(number(20, 2)) + seconds(number(23, 2));
  if (imf_fixdate(time) != text) return std::nullopt;
  return time;
}

}  // namespace krm::http
