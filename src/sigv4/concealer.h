// Hides secrets in a text before it is shown.
//
// Thread-safety: a plain value.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace krm::sigv4 {

// Returns whether `name` is a header or query parameter whose value is always secret.
bool names_a_secret(std::string_view name);

inline constexpr std::string_view concealed = "(hidden)";

class Concealer {
 public:
  // Hides `secret` from now on: anywhere, in upper or lower case, percent-encoded or not. Ignores a
  // secret of fewer than eight bytes, which stands in too many words by chance.
  void add(std::string_view secret);

  // Returns `text` with `concealed` in place of each secret.
  std::string hide(std::string_view text) const;

 private:
  std::vector<std::string> words_;  // in lower case
};

}  // namespace krm::sigv4
