// JSON escapes a character beyond U+FFFF as two surrogates, "\ud83d\ude00", which yaml-cpp refuses.
// So each half first becomes the escape of a private character that the text does not have. Both
// escapes are equally long, so places stay. Afterwards a pair that was decoded becomes its
// character. A pair outside double quotes was not decoded, and becomes what it was.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace krm::document {

struct StandIns {
  std::string text;
  std::map<unsigned, std::string> stood_for;  // the four digits as written, by private character
};

// Returns `text` with each pair replaced. On failure returns nothing: there are more different
// halves than private characters. A pair behind an escaped backslash, `\\ud83d\\ude00`, is none.
// Half a pair is also none.
std::optional<StandIns> replace_surrogates(std::string_view text);

// Returns `value`, a scalar that was read from stand_ins.text, with its pairs restored.
std::string restore_surrogates(const StandIns& stand_ins, std::string value);

}  // namespace krm::document
