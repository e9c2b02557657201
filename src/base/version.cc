#include "base/version.h"

namespace krm::base {

const std::string_view version = KRM_VERSION;

}  // namespace krm::base
