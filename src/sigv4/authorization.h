// What a request brings to prove who signed it, whether in its header or in its query.
#pragma once

#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "aws/error.h"
#include "http/request.h"
#include "sigv4/signature.h"

namespace krm::sigv4 {

// The parts of a signature. All required parts are there, but nobody has looked into them. In the
// query form the values are percent-decoded.
struct Authorization {
  enum class Form { header, query };

  Form form;
  std::string algorithm;
  std::string credential;
  std::string signed_headers;
  std::string signature;
  std::string date;                           // X-Amz-Date, or Date in the header form
  std::optional<std::string> expires;         // X-Amz-Expires, in the query form only
  std::optional<std::string> security_token;  // X-Amz-Security-Token
};

// Returns an IncompleteSignatureException. `message` is for the client, `why` for the log.
tl::unexpected<aws::Error> incomplete(std::string message, std::string why);

// Returns what `request` brings. Fails with the first of: both forms at once, neither form, a
// parameter without "=", and all missing parts together (REAL-OTHER: kinesalite suite; the third
// API Gateway and STS). Takes an empty Authorization header for none. REQUIRES: `signature` is that
// of `request`.
tl::expected<Authorization, aws::Error> read_authorization(const http::HttpRequest& request,
                                                           const Signature& signature);

}  // namespace krm::sigv4
