#include "cli/attest_inputs.h"

#include <fmt/format.h>

#include <string_view>

#include "base/file.h"
#include "crypto/public_key_file.h"
#include "crypto/rsa_public_key.h"

namespace krm::cli {
namespace {

using base::Bytes;
using std::string_view;
using tl::unexpected;

// For public_key, user_data and nonce in a document. The specification also has 512 for the last
// two.
constexpr std::size_t longest_part = 1024;
constexpr std::size_t longest_file = std::size_t{1} << 20;  // PEM is longer

using Part = tl::expected<std::optional<Bytes>, UnusableFile>;

unexpected<UnusableFile> unusable(int code, string_view flag, string_view path, string_view why) {
  return unexpected(UnusableFile{code, fmt::format("{}: {} {}", flag, path, why)});
}

Part read_part(string_view flag, const std::string& path, bool is_key) {
  if (path.empty()) return std::nullopt;
  const auto content = base::read_file(path, longest_file + 1);
  if (!content) {
    return unusable(1, flag, path, "cannot be read: " + base::in_words(content.error()));
  }
  const auto raw = base::bytes_of(*content);
  const auto bytes = is_key && content->size() <= longest_file
                         ? crypto::read_public_key_file(*content)
                         : Bytes(raw.begin(), raw.end());
  if (!bytes) return unusable(2, flag, path, bytes.error());
  if (bytes->size() > longest_part) {
    return unusable(
        2, flag, path,
        fmt::format("has more than the {} bytes that a document can hold", longest_part));
  }
  if (is_key && bytes->empty()) return unusable(2, flag, path, "is empty");
  return *bytes;
}

std::string doubt_of(const std::string& path, const Bytes& key) {
  const auto read = crypto::RsaPublicKey::read(key);
  if (read) return {};
  return fmt::format("--public-key: {} {}; it is used all the same", path, read.error());
}

}  // namespace

tl::expected<AttestInputs, UnusableFile> read_attest_inputs(const AttestOptions& wanted) {
  auto key = read_part("--public-key", wanted.public_key, true);
  if (!key) return unexpected(key.error());
  auto nonce = read_part("--nonce", wanted.nonce, false);
  if (!nonce) return unexpected(nonce.error());
  auto user_data = read_part("--user-data", wanted.user_data, false);
  if (!user_data) return unexpected(user_data.error());
  std::string doubt = *key ? doubt_of(wanted.public_key, **key) : "";
  return AttestInputs{std::move(*key), std::move(*nonce), std::move(*user_data), std::move(doubt)};
}

}  // namespace krm::cli
