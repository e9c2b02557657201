#include "aws/user_agent.h"

#include "base/ascii.h"

namespace krm::aws {

UserAgent read_user_agent(std::string_view text) {
  const std::string_view product = text.substr(0, text.find(' '));
  const auto slash = product.find('/');
  UserAgent agent{base::lower_case(product.substr(0, slash)), {}};
  if (slash != std::string_view::npos) agent.version = product.substr(slash + 1);
  return agent;
}

}  // namespace krm::aws
