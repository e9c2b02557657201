#include "nitro/refusal.h"

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

}  // namespace krm::nitro
