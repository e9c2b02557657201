// The environment as the program reads it: once, as values.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace krm::cli {

using Environment = std::map<std::string, std::string, std::less<>>;

// `entries` as the system passes them: "NAME=value", ended by a null pointer.
Environment read_environment(const char* const* entries);

// Empty for one that is not set.
std::string value_of(const Environment& environment, std::string_view variable);

// The variables that are ours and not what Kubernetes injects for a service of our name
// (KMS_RANDOM_MOCK_SERVICE_HOST, KMS_RANDOM_MOCK_PORT=tcp://...,
// KMS_RANDOM_MOCK_PORT_4599_TCP_...). An empty value is an unset one. Fails with one line when one
// has no option that belongs to it.
tl::expected<Environment, std::string> own_variables(const Environment& environment);

}  // namespace krm::cli
