#include "tls/certificate_directory.h"

#include <fmt/format.h>

#include <cerrno>
#include <chrono>
#include <filesystem>
#include <system_error>

#include "base/file.h"
#include "tls/certificate_names.h"
#include "tls/trust_bundle.h"

namespace krm::tls {
namespace {

using base::Level;
using base::WallTime;

constexpr std::string_view trust_name = "ca.pem";
constexpr std::string_view authority_name = "authority.pem";
constexpr std::string_view server_name = "server.pem";
constexpr std::string_view by_name_name = "server-by-name.pem";
constexpr std::size_t longest_file = std::size_t{4} << 20;
constexpr std::chrono::seconds patience{1};
constexpr unsigned for_all = 0644;
constexpr unsigned secret = 0600;

}  // namespace

std::optional<crypto::CertifiedKey> CertificateDirectory::read(std::string_view name) const {
  if (path_.empty()) return {};
  const auto text = base::read_file(file(name), longest_file);
  if (!text) return {};
  auto key = crypto::read_certified_key(*text, *text);
  return key ? std::optional(std::move(*key)) : std::nullopt;
}

// Returns why the file cannot be written, or an empty text when it was.
std::string CertificateDirectory::write(std::string_view name, const std::string& text,
                                        unsigned mode) const {
  const auto written = base::write_file(file(name), text, mode);
  return written ? "" : fmt::format("{}: {}", file(name), base::in_words(written.error()));
}

void CertificateDirectory::hold(Hold& hold) const {
  if (path_.empty()) {
    hold.why_not = "there is no directory for it";
    return;
  }
  std::error_code ignored;  // the lock finds the same error
  std::filesystem::create_directories(path_, ignored);
  const int error = hold.lock.emplace(file("lock"), patience).error();
  if (error == EAGAIN) {
    hold.why_not = fmt::format("another process does not let go of {}", file("lock"));
  } else if (error != 0) {
    hold.why_not = fmt::format("{}: {}", path_, base::in_words(error));
  }
}

// Returns what is wrong with the authority, or an empty text when it serves.
std::string CertificateDirectory::what_lacks(const Authority& authority, WallTime now) const {
  if (!authority.own().ends_after(now + Authority::renewal)) return "is not good for much longer";
  const bool fits =
      !authority.permitted().hosts.empty() && authority.vouches_for(authority.issue(names_, now));
  return fits ? "" : "may not vouch for all names of this server";
}

const Authority& CertificateDirectory::settle_authority(WallTime now, const Hold& hold) {
  bool is_kept = false;
  std::string why_replaced;
  if (auto found = read(authority_name)) {
    is_kept = true;
    authority_ = std::make_shared<const Authority>(std::move(*found));
  } else if (std::error_code error;
             !path_.empty() && std::filesystem::exists(file(authority_name), error)) {
    why_replaced = fmt::format("{} cannot be read", file(authority_name));
  }
  const auto before = authority_;
  if (!before) {
    authority_ = std::make_shared<const Authority>(Authority::make(names_, now));
  } else if (const std::string lack = what_lacks(*before, now); !lack.empty()) {
    why_replaced = "the one before " + lack;
    ServerNames permitted = before->permitted();
    const bool ours = !permitted.hosts.empty();
    permitted.merge(names_);
    authority_ = std::make_shared<const Authority>(ours ? before->renewed(permitted, now)
                                                        : Authority::make(permitted, now));
  }
  const bool is_new = authority_ != before;
  why_not_kept_ = keep_authority(is_kept && !is_new, hold.why_not);
  if (is_new && why_not_kept_.empty()) tell_of_new_authority(why_replaced);
  return *authority_;
}

// Returns why clients do not find the authority, or an empty text when they do.
std::string CertificateDirectory::keep_authority(bool is_kept, const std::string& why_not) const {
  const std::string trusted = crypto::to_pem(*authority_->own().certificate);
  if (!path_.empty() && is_kept && base::read_file(trust_file(), longest_file) == trusted)
    return {};
  if (!why_not.empty()) return why_not;
  std::string why = write(authority_name, authority_->own().to_pem(), secret);
  if (why.empty()) why = write(trust_name, trusted, for_all);
  const auto old_bundle = base::read_file(file(bundle_name), longest_file);
  if (why.empty() && old_bundle) {
    why = write(bundle_name, bundle(trusted_before(*old_bundle), trusted), for_all);
  }
  return why;
}

void CertificateDirectory::tell_of_new_authority(const std::string& why_replaced) const {
  if (why_replaced.empty()) {
    log_.say(Level::info, "made a certificate authority: {}", trust_file());
  } else {
    log_.say(Level::warning,
             "made a new certificate authority, which clients must read again, {}: {}",
             trust_file(), why_replaced);
  }
}

void CertificateDirectory::ensure_authority(WallTime now) {
  Hold held;
  hold(held);
  settle_authority(now, held);
}

crypto::CertifiedKey CertificateDirectory::certificate(WallTime now, For client) {
  Hold held;
  hold(held);
  const Authority& authority = settle_authority(now, held);
  const std::string_view name = client == For::by_name ? by_name_name : server_name;
  const ServerNames names{names_.hosts,
                          client == For::by_name ? decltype(names_.addresses){} : names_.addresses};
  if (auto kept = read(name); kept && kept->holds(now, now + Authority::renewal) &&
                              authority.vouches_for(*kept) &&
                              names_of(*kept->certificate) == names) {
    return std::move(*kept);
  }
  crypto::CertifiedKey issued = authority.issue(names, now);
  // If this is not kept, the next server issues another.
  if (held.why_not.empty()) write(name, issued.to_pem(), secret);
  return issued;
}

}  // namespace krm::tls
