// The OpenAPI 3.1 document of the admin API, made from the list of resources.
#pragma once

#include <string>

namespace krm::admin {

// Returns it as JSON. Thread-safe.
std::string openapi_document();

}  // namespace krm::admin
