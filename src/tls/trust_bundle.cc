#include "tls/trust_bundle.h"

#include <fmt/format.h>

namespace krm::tls {
namespace {

constexpr std::string_view begin = "# kms-random-mock's authority of this machine:\n";
constexpr std::string_view end = "# What was trusted before:\n";

}  // namespace

std::string bundle(std::string_view trusted_before, std::string_view authority) {
  return fmt::format("{}{}{}{}", begin, authority, end, trusted_before);
}

std::string_view trusted_before(std::string_view bundle) {
  const auto at = bundle.starts_with(begin) ? bundle.find(end) : std::string_view::npos;
  return at == std::string_view::npos ? bundle : bundle.substr(at + end.size());
}

}  // namespace krm::tls
