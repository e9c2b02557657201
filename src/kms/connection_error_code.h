// Why a custom key store is FAILED (MODEL: ConnectionErrorCodeType).
#pragma once

#include <array>
#include <string_view>
#include <utility>

namespace krm::kms {

enum class ConnectionErrorCode {
  invalid_credentials,
  cluster_not_found,
  network_errors,
  internal_error,
  insufficient_cloudhsm_hsms,
  user_locked_out,
  user_not_found,
  user_logged_in,
  subnet_not_found,
  insufficient_free_addresses_in_subnet,
  xks_proxy_access_denied,
  xks_proxy_not_reachable,
  xks_vpc_endpoint_service_not_found,
  xks_proxy_invalid_response,
  xks_proxy_invalid_configuration,
  xks_vpc_endpoint_service_invalid_configuration,
  xks_proxy_timed_out,
  xks_proxy_invalid_tls_configuration,
};

constexpr std::array<std::pair<std::string_view, ConnectionErrorCode>, 18> words_of(
    ConnectionErrorCode) {
  using enum ConnectionErrorCode;
  return {{{"INVALID_CREDENTIALS", invalid_credentials},
           {"CLUSTER_NOT_FOUND", cluster_not_found},
           {"NETWORK_ERRORS", network_errors},
           {"INTERNAL_ERROR", internal_error},
           {"INSUFFICIENT_CLOUDHSM_HSMS", insufficient_cloudhsm_hsms},
           {"USER_LOCKED_OUT", user_locked_out},
           {"USER_NOT_FOUND", user_not_found},
           {"USER_LOGGED_IN", user_logged_in},
           {"SUBNET_NOT_FOUND", subnet_not_found},
           {"INSUFFICIENT_FREE_ADDRESSES_IN_SUBNET", insufficient_free_addresses_in_subnet},
           {"XKS_PROXY_ACCESS_DENIED", xks_proxy_access_denied},
           {"XKS_PROXY_NOT_REACHABLE", xks_proxy_not_reachable},
           {"XKS_VPC_ENDPOINT_SERVICE_NOT_FOUND", xks_vpc_endpoint_service_not_found},
           {"XKS_PROXY_INVALID_RESPONSE", xks_proxy_invalid_response},
           {"XKS_PROXY_INVALID_CONFIGURATION", xks_proxy_invalid_configuration},
           {"XKS_VPC_ENDPOINT_SERVICE_INVALID_CONFIGURATION",
            xks_vpc_endpoint_service_invalid_configuration},
           {"XKS_PROXY_TIMED_OUT", xks_proxy_timed_out},
           {"XKS_PROXY_INVALID_TLS_CONFIGURATION", xks_proxy_invalid_tls_configuration}}};
}
constexpr std::string_view family_of(ConnectionErrorCode) { return "connection error code"; }

}  // namespace krm::kms
