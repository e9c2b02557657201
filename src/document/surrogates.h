// JSON escapes a character beyond U+FFFF as two surrogates, "\ud83d\ude00", which yaml-cpp refuses.
// Before it reads the text each half becomes the escape of a private character that does not occur
// in it, as long as what it stands for, so that places stay; afterwards pairs that were decoded
// become their character, and those outside of double quotes what they were.
//
// Thread-safety: functions of their arguments.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace krm::document {

struct StandIns {
  std::string text;
  std::map<unsigned, std::string> stood_for;  // by private character, the four digits as written
};

// Nothing when there are more different halves than private characters. What is escaped itself,
// `\\ud83d\\ude00`, is no pair, and neither is half of one.
std::optional<StandIns> replace_surrogates(std::string_view text);

// `value` is a scalar that was read from stand_ins.text.
std::string restore_surrogates(const StandIns& stand_ins, std::string value);

}  // namespace krm::document
