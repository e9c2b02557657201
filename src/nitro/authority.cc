#include "nitro/authority.h"

#include <fmt/format.h>

#include <cerrno>
#include <chrono>
#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>

#include "base/file.h"
#include "base/file_lock.h"
#include "crypto/certificate_draft.h"
#include "crypto/es384.h"

namespace krm::nitro {
namespace {

namespace fs = std::filesystem;
using crypto::CertificateDraft;
using crypto::CertifiedKey;
using tl::unexpected;

constexpr const char* curve = "P-384";
constexpr std::size_t longest_file = std::size_t{1} << 20;
constexpr std::chrono::seconds patience{10};
constexpr unsigned for_all = 0644;
constexpr unsigned secret = 0600;

// The validity is that of AWS's first root.
constexpr base::WallTime root_begins =
    std::chrono::sys_days{std::chrono::year{2019} / 10 / 28} + std::chrono::seconds(48485);
constexpr base::WallTime root_ends =
    std::chrono::sys_days{std::chrono::year{2049} / 10 / 28} + std::chrono::seconds(52085);

CertificateDraft draft(std::string_view common_name, base::WallTime from, base::WallTime to) {
  CertificateDraft begun(crypto::new_ec_key(curve), from, to);
  begun.add_to_subject("C", "US");
  begun.add_to_subject("O", "Mock");
  begun.add_to_subject("OU", "AWS");
  begun.add_to_subject("CN", common_name);
  return begun;
}

void extend(CertificateDraft& draft, const std::string& constraints, const std::string& usage) {
  if (!constraints.empty()) draft.extend("basicConstraints", constraints.c_str());
  if (!usage.empty()) draft.extend("keyUsage", usage.c_str());
  draft.extend("subjectKeyIdentifier", "hash");
}

CertifiedKey new_root() {
  CertificateDraft root = draft("aws.nitro-enclaves", root_begins, root_ends);
  extend(root, "critical,CA:TRUE", "critical,digitalSignature,keyCertSign,cRLSign");
  return std::move(root).sign_with_itself();
}

unexpected<std::string> cannot(std::string_view what, const std::string& path, int error) {
  return unexpected(fmt::format("cannot {} {}: {}", what, path, base::in_words(error)));
}

std::string key_file(const std::string& directory) { return directory + "/root.key"; }

// Returns nothing when neither file is there. Needs no lock, since root.pem is written last.
tl::expected<std::optional<CertifiedKey>, std::string> read(const std::string& directory) {
  const std::string path = Authority::root_file(directory);
  const std::string key_path = key_file(directory);
  const auto certificate = base::read_file(path, longest_file);
  const auto key = base::read_file(key_path, longest_file);
  const auto missing = [](const auto& file) { return !file && file.error() == ENOENT; };
  if (missing(certificate) && missing(key)) return std::nullopt;
  if (!certificate && !missing(certificate)) return cannot("read", path, certificate.error());
  if (!key && !missing(key)) return cannot("read", key_path, key.error());
  const auto none = [&](std::string_view why) {
    return unexpected(fmt::format(
        "{} and {} are no authority: {}; put both there, or remove both to have new ones", path,
        key_path, why));
  };
  if (missing(certificate)) return none("there is no root.pem");
  if (missing(key)) return none("there is no root.key");
  auto root = crypto::read_certified_key(*certificate, *key);
  if (!root) return none(root.error());
  if (!crypto::is_for_es384(*root->key)) return none("the key is not of P-384");
  return std::move(*root);
}

// Writes the key first: a process that sees a root also finds its key.
tl::expected<void, std::string> write(const std::string& directory, const CertifiedKey& root) {
  const std::string key = key_file(directory);
  if (const auto done = base::write_file(key, crypto::to_pem(*root.key), secret); !done) {
    return cannot("write", key, done.error());
  }
  const std::string path = Authority::root_file(directory);
  const auto done = base::write_file(path, crypto::to_pem(*root.certificate), for_all);
  if (!done) return cannot("write", path, done.error());
  return {};
}

}  // namespace

Authority Authority::make() { return {new_root(), true}; }

tl::expected<Authority, std::string> Authority::open(const std::string& directory) {
  auto found = read(directory);
  if (found && *found) return Authority(std::move(**found), false);

  // If only one file is there, another process may be writing the other.
  std::error_code ignored;  // the lock finds the same error
  if (fs::create_directories(directory, ignored)) {
    fs::permissions(directory, fs::perms::owner_all, ignored);
  }
  const std::string lock_file = directory + "/lock";
  const base::FileLock lock(lock_file, patience);
  if (lock.error() != 0) {
    return found ? cannot("lock", lock_file, lock.error()) : unexpected(found.error());
  }
  found = read(directory);
  if (!found) return unexpected(found.error());
  if (*found) return Authority(std::move(**found), false);
  Authority made(new_root(), true);
  if (const auto written = write(directory, made.root()); !written) {
    return unexpected(written.error());
  }
  return made;
}

CertifiedKey Authority::issue(base::WallTime issued_at, const ChainTerms& terms) const {
  CertifiedKey issued;
  for (const CertificateTerms& one : terms) {
    const bool is_first = issued.certificate == nullptr;
    CertificateDraft next = draft(one.common_name, issued_at + one.begins, issued_at + one.ends);
    extend(next, one.basic_constraints, one.key_usage);
    CertifiedKey below = std::move(next).sign_with(is_first ? root_ : issued);
    below.chain = std::move(issued.chain);
    below.chain.insert(below.chain.begin(), is_first ? crypto::share(*root_.certificate)
                                                     : std::move(issued.certificate));
    issued = std::move(below);
  }
  return issued;
}

}  // namespace krm::nitro
