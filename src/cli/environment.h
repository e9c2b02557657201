// The environment of the program, read once into values.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace krm::cli {

using Environment = std::map<std::string, std::string, std::less<>>;

// Reads `entries` as the system passes them: "NAME=value", ended by a null pointer.
Environment read_environment(const char* const* entries);

// Returns the value of `variable`; empty when it is not set.
std::string value_of(const Environment& environment, std::string_view variable);

// Returns the variables that are ours. Takes an empty value for an unset one. Leaves out what
// Kubernetes injects for a service of our name (KMS_RANDOM_MOCK_SERVICE_HOST,
// KMS_RANDOM_MOCK_PORT=tcp://..., KMS_RANDOM_MOCK_PORT_4599_TCP_...), and what is for fixtures
// (KMS_RANDOM_MOCK_URL, KMS_RANDOM_MOCK_BINARY). Fails with one line when a
// variable of ours belongs to no option.
tl::expected<Environment, std::string> own_variables(const Environment& environment);

}  // namespace krm::cli
