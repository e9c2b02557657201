// What a request brings to prove who signed it, from its header or its query alike.
#pragma once

#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "aws/error.h"
#include "http/request.h"
#include "sigv4/signature.h"

namespace krm::sigv4 {

// Everything is there, but nothing has been looked into. In the query form the values are decoded.
struct Authorization {
  enum class Form { header, query };

  Form form;
  std::string algorithm;
  std::string credential;
  std::string signed_headers;
  std::string signature;
  std::string date;                           // X-Amz-Date, else in the header form Date
  std::optional<std::string> expires;         // X-Amz-Expires, of the query form alone
  std::optional<std::string> security_token;  // X-Amz-Security-Token
};

// What is said of a signature that has not all it needs, and in the log.
tl::unexpected<aws::Error> incomplete(std::string message, std::string why);

// Fails with the first of: both forms at once, neither, a parameter without "=", and all that is
// missing together (REAL-OTHER: kinesalite suite; the third API Gateway and STS). An Authorization
// header that is empty counts as none.
tl::expected<Authorization, aws::Error> read_authorization(const http::HttpRequest& request,
                                                           const Signature& signature);

}  // namespace krm::sigv4
