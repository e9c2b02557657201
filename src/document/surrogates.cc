#include "document/surrogates.h"

#include <fmt/format.h>

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "base/number.h"

namespace krm::document {
namespace {

constexpr unsigned first_private = 0xe000;
constexpr unsigned last_private = 0xf8ff;
constexpr std::size_t escape_size = 6;   // \uXXXX
constexpr std::size_t private_size = 3;  // in UTF-8

using Privates = std::bitset<last_private - first_private + 1>;

bool is_private(unsigned code) { return code >= first_private && code <= last_private; }
bool is_high(unsigned code) { return code >= 0xd800 && code <= 0xdbff; }
bool is_low(unsigned code) { return code >= 0xdc00 && code <= 0xdfff; }

std::optional<unsigned> hex(std::string_view digits, std::size_t size) {
  if (digits.size() < size) return std::nullopt;
  return base::number_in<unsigned>(digits.substr(0, size), 16);
}

// Returns the code of the \uXXXX that `text` begins with.
std::optional<unsigned> escape_at(std::string_view text) {
  if (!text.starts_with("\\u")) return std::nullopt;
  return hex(text.substr(2), 4);
}

// Returns the private character that `text` begins with, in UTF-8.
std::optional<unsigned> private_at(std::string_view text) {
  if (text.size() < private_size || (text[0] != '\xee' && text[0] != '\xef')) return std::nullopt;
  const auto bits = [&](std::size_t i, unsigned mask) {
    return static_cast<std::uint8_t>(text[i]) & mask;
  };
  const unsigned code = bits(0, 0x0f) << 12 | bits(1, 0x3f) << 6 | bits(2, 0x3f);
  return is_private(code) ? std::optional(code) : std::nullopt;
}

Privates privates_in(std::string_view text) {
  Privates found;
  for (; !text.empty(); text.remove_prefix(1)) {
    auto code = private_at(text);
    if (!code) code = escape_at(text);
    if (!code && text.starts_with("\\U")) code = hex(text.substr(2), 8);
    if (code && is_private(*code)) found.set(*code - first_private);
  }
  return found;
}

void append_utf8(std::string& to, unsigned high, unsigned low) {
  const unsigned code = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
  to += static_cast<char>(0xf0 | code >> 18);
  to += static_cast<char>(0x80 | (code >> 12 & 0x3f));
  to += static_cast<char>(0x80 | (code >> 6 & 0x3f));
  to += static_cast<char>(0x80 | (code & 0x3f));
}

class Replacer {
 public:
  explicit Replacer(std::string_view source) : used_(privates_in(source)) {
    stand_ins_.text = source;
  }

  bool replace_half(std::size_t at) {
    const std::string digits = stand_ins_.text.substr(at + 2, 4);
    auto found = codes_.find(digits);
    if (found == codes_.end()) {
      while (next_ <= last_private && used_.test(next_ - first_private)) ++next_;
      if (next_ > last_private) return false;
      found = codes_.emplace(digits, next_).first;
      stand_ins_.stood_for.emplace(next_++, digits);
    }
    stand_ins_.text.replace(at + 2, 4, fmt::format("{:04x}", found->second));
    return true;
  }

  StandIns take() { return std::move(stand_ins_); }

 private:
  StandIns stand_ins_;
  Privates used_;
  unsigned next_ = first_private;
  std::map<std::string, unsigned> codes_;
};

}  // namespace

std::optional<StandIns> replace_surrogates(std::string_view text) {
  if (text.find("\\u") == std::string_view::npos) return StandIns{std::string(text), {}};
  Replacer replacer(text);
  for (std::size_t at = text.find('\\'); at < text.size(); at = text.find('\\', at)) {
    const auto high = escape_at(text.substr(at));
    if (!high || !is_high(*high)) {
      at += 2;  // also skips what it escapes, as another backslash
      continue;
    }
    const auto low = escape_at(text.substr(at + escape_size));
    if (!low || !is_low(*low)) {
      at += escape_size;
      continue;
    }
    if (!replacer.replace_half(at) || !replacer.replace_half(at + escape_size)) {
      return std::nullopt;
    }
    at += 2 * escape_size;
  }
  return replacer.take();
}

std::string restore_surrogates(const StandIns& stand_ins, std::string value) {
  if (stand_ins.stood_for.empty()) return value;
  const auto digits_of = [&](std::optional<unsigned> code) -> const std::string* {
    const auto found = stand_ins.stood_for.find(code.value_or(0));
    return found == stand_ins.stood_for.end() ? nullptr : &found->second;
  };
  std::string restored;
  for (std::string_view rest = value; !rest.empty();) {
    const auto* literal = digits_of(escape_at(rest));
    const auto* high = digits_of(private_at(rest));
    const auto* low = high ? digits_of(private_at(rest.substr(private_size))) : nullptr;
    if (literal) {
      restored += "\\u" + *literal;
      rest.remove_prefix(escape_size);
    } else if (low) {
      append_utf8(restored, *hex(*high, 4), *hex(*low, 4));
      rest.remove_prefix(2 * private_size);
    } else {
      restored += rest.front();
      rest.remove_prefix(1);
    }
  }
  return restored;
}

}  // namespace krm::document
