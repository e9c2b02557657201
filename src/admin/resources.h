// All resources of the admin API. To add one, add a file that defines its function, a line here,
// and a line in resources.cc.
#pragma once

#include <string>
#include <vector>

#include "admin/resource.h"

namespace krm::admin {

Resource index();
Resource requests();
Resource request();
Resource calls();
Resource scenario_resource();
Resource tenants();
Resource tenant();
Resource reset();
Resource clock();
Resource key_stores();
Resource key_store();
Resource throttle();
Resource verify();
Resource explain_resource();
Resource schema();
Resource openapi();

// Returns them, made once. Thread-safe.
const std::vector<Resource>& resources();

}  // namespace krm::admin
