#include "nitro/refusal.h"

#include <utility>

namespace krm::nitro {

std::string_view name_of(Check check) {
  switch (check) {
    case Check::cose:
      return "COSE";
    case Check::structure:
      return "structure";
    case Check::public_key:
      return "public key";
    case Check::signature:
      return "signature";
    case Check::chain:
      return "certificate chain";
    case Check::clock:
      return "clock";
    case Check::pcrs:
      return "PCRs";
  }
  return "";
}

tl::unexpected<Refusal> refused(Check check, std::string why) {
  return tl::unexpected(Refusal{check, std::move(why)});
}

}  // namespace krm::nitro
