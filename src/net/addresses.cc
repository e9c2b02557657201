#include "net/addresses.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>

namespace krm::net {
namespace {

struct FreeAddresses {
  void operator()(addrinfo* all) const noexcept { freeaddrinfo(all); }
};

std::vector<std::string> texts_of(const std::string& host) {
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (getaddrinfo(host.c_str(), nullptr, &wanted, &found) != 0) return {};
  const std::unique_ptr<addrinfo, FreeAddresses> all(found);
  std::vector<std::string> texts;
  for (const addrinfo* one = all.get(); one != nullptr; one = one->ai_next) {
    std::array<char, NI_MAXHOST> text{};
    if (getnameinfo(one->ai_addr, one->ai_addrlen, text.data(), text.size(), nullptr, 0,
                    NI_NUMERICHOST) == 0) {
      texts.emplace_back(text.data());
    }
  }
  return texts;
}

}  // namespace

tl::expected<std::vector<Address>, std::string> addresses_of(std::span<const std::string> hosts) {
  std::vector<Address> addresses;
  for (const std::string& host : hosts) {
    const auto texts = texts_of(host);
    if (texts.empty()) return tl::unexpected(host);
    for (const std::string& text : texts) addresses.push_back({text, texts.size() == 1});
  }
  return addresses;
}

bool is_loopback(std::string_view host) {
  in_addr v4{};
  const bool is_v4 = inet_pton(AF_INET, std::string(host).c_str(), &v4) == 1;
  return host == "localhost" || host == "::1" || (is_v4 && host.starts_with("127."));
}

int why_not_here(const std::string& address) {
  addrinfo wanted{};
  wanted.ai_flags = AI_NUMERICHOST;
  wanted.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (getaddrinfo(address.c_str(), nullptr, &wanted, &found) != 0) return EADDRNOTAVAIL;
  const std::unique_ptr<addrinfo, FreeAddresses> all(found);
  const int tried = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (tried < 0) return errno;
  const int error = ::bind(tried, found->ai_addr, found->ai_addrlen) == 0 ? 0 : errno;
  close(tried);
  return error;
}

std::vector<Address> without_doubles(std::span<const Address> addresses) {
  const auto has = [&](std::string_view text) {
    return std::ranges::find(addresses, text, &Address::text) != addresses.end();
  };
  const auto is_taken = [all = has("::"), all_of_v4 = has("0.0.0.0")](const std::string& text) {
    const bool is_v4 = text.find(':') == std::string::npos;
    return text != "::" && (all || (all_of_v4 && is_v4 && text != "0.0.0.0"));
  };
  std::vector<Address> kept;
  for (const Address& address : addresses) {
    if (is_taken(address.text)) continue;
    const auto double_of = std::ranges::find(kept, address.text, &Address::text);
    if (double_of == kept.end()) {
      kept.push_back(address);
    } else {
      double_of->is_only_one = double_of->is_only_one || address.is_only_one;
    }
  }
  return kept;
}

}  // namespace krm::net
