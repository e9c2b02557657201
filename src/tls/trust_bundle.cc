#include "tls/trust_bundle.h"

#include <fmt/format.h>

namespace krm::tls {
namespace {

constexpr std::string_view mark = "# kms-random-mock's authority of this machine:\n";

}  // namespace

std::string bundle(std::string_view trusted_before, std::string_view authority) {
  const bool ends = trusted_before.empty() || trusted_before.ends_with('\n');
  return fmt::format("{}{}{}{}", trusted_before, ends ? "" : "\n", mark, authority);
}

std::string_view trusted_before(std::string_view bundle) {
  return bundle.substr(0, bundle.find(mark));
}

}  // namespace krm::tls
