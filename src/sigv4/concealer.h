// Takes what is secret out of a text that is to be shown.
//
// Thread-safety: a value.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace krm::sigv4 {

// A header or query parameter whose value is secret whatever it is.
bool names_a_secret(std::string_view name);

inline constexpr std::string_view concealed = "(hidden)";

class Concealer {
 public:
  // Wherever it stands, in upper or lower case, percent-encoded or not. One of fewer than eight
  // bytes is passed over: it stands in too many words by chance.
  void add(std::string_view secret);

  std::string hide(std::string_view text) const;

 private:
  std::vector<std::string> words_;  // in lower case
};

}  // namespace krm::sigv4
