// What an SDK says of itself. Every SDK puts its own name and version first in User-Agent (SDK:
// sources of 42 generations, read 2026-11-30): "Boto3/1.44.5 md/Botocore#1.44.5 ...".
#pragma once

#include <string>
#include <string_view>

namespace krm::aws {

struct UserAgent {
  std::string sdk;           // in lower case: boto3, aws-sdk-js, aws-cli; empty: none
  std::string_view version;  // a view into the text; may be empty
};

UserAgent read_user_agent(std::string_view text);

}  // namespace krm::aws
