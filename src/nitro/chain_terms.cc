#include "nitro/chain_terms.h"

#include "base/utf8.h"

namespace krm::nitro {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;

constexpr std::size_t longest_name = 64;  // ub-common-name (RFC 5280, appendix A.1)
constexpr std::string_view of_instance = ".us-east-1.aws.nitro-enclaves";
constexpr std::string_view of_leaf = ".us-east-1.aws";
constexpr auto begins = -1min;  // not all clocks agree

std::string named(std::string_view begin, std::string_view end) {
  const bool fits = base::count_characters(begin) + end.size() <= longest_name;
  return std::string(fits ? begin : "i-0") + std::string(end);
}

CertificateTerms authority(std::string name, std::chrono::seconds ends, int below) {
  return {std::move(name), begins, ends, "critical,CA:TRUE,pathlen:" + std::to_string(below),
          "critical,digitalSignature,keyCertSign,cRLSign"};
}

}  // namespace

ChainTerms usual_chain(std::string_view module_id) {
  const std::string_view instance = module_id.substr(0, module_id.rfind('-'));
  return {
      authority("0123456789abcdef.us-east-1.aws.nitro-enclaves", days(20), 2),
      authority("0123456789abcdef.zonal.us-east-1.aws.nitro-enclaves", days(6), 1),
      authority(named(instance, of_instance), days(1), 0),
      {named(module_id, of_leaf), begins, 3h, "critical,CA:FALSE", "critical,digitalSignature"}};
}

}  // namespace krm::nitro
