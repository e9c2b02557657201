#include "tls/certificate_directory.h"

#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <system_error>
#include <utility>

#include "base/file.h"
#include "base/file_lock.h"
#include "tls/certificate_names.h"

namespace krm::tls {
namespace {

using base::Level;
using base::WallTime;

constexpr std::string_view trust_name = "ca.pem";
constexpr std::string_view authority_name = "authority.pem";
constexpr std::string_view server_name = "server.pem";
constexpr std::size_t longest_file = std::size_t{1} << 20;
constexpr std::chrono::seconds patience{5};
constexpr unsigned for_all = 0644;
constexpr unsigned secret = 0600;

std::string in_words(int error) { return std::generic_category().message(error); }

bool lasts(const CertifiedKey& key, WallTime now) {
  return key.holds(now, now + Authority::renewal);
}

}  // namespace

std::optional<CertifiedKey> CertificateDirectory::read(std::string_view name) const {
  const auto text = base::read_file(file(name), longest_file);
  if (!text) return {};
  auto key = read_certified_key(*text, *text);
  return key ? std::optional(std::move(*key)) : std::nullopt;
}

// Whether that is what clients find.
bool CertificateDirectory::trusts(const Authority& authority) const {
  return base::read_file(file(trust_name), longest_file) == to_pem(*authority.own().certificate);
}

CertificateDirectory::Content CertificateDirectory::find() const {
  Content content;
  content.authority = last_;
  if (path_.empty()) return content;
  if (auto own = read(authority_name)) {
    content.authority = std::make_shared<const Authority>(std::move(*own));
    content.kept_authority = true;
  } else if (std::error_code error; std::filesystem::exists(file(authority_name), error)) {
    content.why_replaced = fmt::format("{} cannot be read", file(authority_name));
  }
  content.issued = read(server_name);
  return content;
}

void CertificateDirectory::complete(Content& content, WallTime now) const {
  const auto make_authority = [&](std::string_view why_replaced) {
    ServerNames permitted = names_;
    if (content.authority) {
      permitted.merge(content.authority->permitted());
      content.why_replaced = why_replaced;
    }
    content.authority = std::make_shared<const Authority>(Authority::make(permitted, now));
    content.kept_authority = false;
    content.new_authority = true;
  };
  if (!content.authority || !lasts(content.authority->own(), now)) {
    make_authority("the one before is not good for much longer");
  }
  if (content.issued && lasts(*content.issued, now) &&
      content.authority->vouches_for(*content.issued) &&
      names_of(*content.issued->certificate) == names_) {
    return;
  }
  content.newly_issued = true;
  content.issued = content.authority->issue(names_, now);
  if (content.authority->vouches_for(*content.issued)) return;
  make_authority("the one before may not vouch for all names of this server");
  content.issued = content.authority->issue(names_, now);
}

// Returns why something is not kept, or `why_not`, where there is something to keep.
std::string CertificateDirectory::keep(const Content& content, const std::string& why_not) const {
  const auto write = [&](std::string_view name, const std::string& text, unsigned mode) {
    if (!why_not.empty()) return why_not;
    const auto written = base::write_file(file(name), text, mode);
    return written ? std::string() : fmt::format("{}: {}", file(name), in_words(written.error()));
  };
  std::string why;
  if (!content.kept_authority) {
    why = write(authority_name, content.authority->own().to_pem(), secret);
  }
  if (why.empty() && (path_.empty() || !trusts(*content.authority))) {
    why = write(trust_name, to_pem(*content.authority->own().certificate), for_all);
  }
  if (why.empty() && content.newly_issued) {
    why = write(server_name, content.issued->to_pem(), secret);
  }
  return why;
}

void CertificateDirectory::tell(const Content& content) const {
  if (!content.new_authority) return;
  const auto trust = trust_file();
  if (content.why_replaced.empty()) {
    if (trust) log_.say(Level::info, "made a certificate authority: {}", *trust);
  } else {
    log_.say(Level::warning,
             "made a new certificate authority, which clients must trust anew{}{}: {}",
             trust ? ", " : "", trust.value_or(""), content.why_replaced);
  }
}

CertifiedKey CertificateDirectory::certificate(WallTime now) {
  std::string why_not = "there is no directory for it (--tls-dir names one)";
  std::optional<base::FileLock> lock;
  if (!path_.empty()) {
    std::error_code ignored;  // the lock finds the same
    std::filesystem::create_directories(path_, ignored);
    lock.emplace(file("lock"), patience);
    why_not = lock->error() == 0 ? "" : fmt::format("{}: {}", path_, in_words(lock->error()));
  }
  Content content = find();
  complete(content, now);
  last_ = content.authority;
  why_not_kept_ = keep(content, why_not);
  tell(content);
  return std::move(*content.issued);
}

tl::expected<std::string, std::string> CertificateDirectory::trust_file() const {
  if (path_.empty() || !trusts(*last_)) return tl::unexpected(why_not_kept_);
  return file(trust_name);
}

}  // namespace krm::tls
