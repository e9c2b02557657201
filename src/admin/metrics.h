// The figures of the server in the text format of Prometheus. No label holds a word of a client.
#pragma once

#include <string>

#include "admin/control.h"

namespace krm::admin {

std::string metrics_text(const Control& control);

}  // namespace krm::admin
