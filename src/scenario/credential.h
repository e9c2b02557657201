// A Credential says who may sign requests, and what signing gets them.
#pragma once

#include "kms/authorise.h"
#include "scenario/names.h"
#include "scenario/notation.h"

namespace krm::scenario {

struct Credential {
  static constexpr std::string_view name = "credential";
  static constexpr std::string_view help = "an access key and whose it is";
  static void fields(auto& field) {
    field.required("access_key_id", &Credential::access_key_id, "names the tenant as well",
                   scenario::access_key_id);
    field.required("secret_access_key", &Credential::secret_access_key, "never logged",
                   secret_text);
    field("session_token", &Credential::session_token, "has to come with the request then",
          secret_text);
    field("expired", &Credential::expired, "whether its time is over");
    field("expires", &Credential::expires,
          "how long it is good, counted from the tenant's first request");
    field("denied", &Credential::denied, "no operation of KMS is allowed, and how");
    field("user", &Credential::user,
          "the IAM user that the key belongs to; without user and role one of the key's name",
          some_text);
    field("role", &Credential::role,
          "the assumed role that the key belongs to: ROLE or ROLE/SESSION", role_name);
  }
  static void check_list(const Node& list, Reading& reading) {
    check_unique(list, "access_key_id", "a credential", reading);
  }
  void check(const Node& node, Reading& reading) const {
    if (user && role) {
      reading.refuse(node.mark,
                     "a credential belongs to \"user\" or \"role\"; take one of them away");
    }
    if (expired && expires) {
      reading.refuse(node.mark, "its time is over by \"expired\"; take \"expires\" away");
    }
  }

  std::string access_key_id;
  std::string secret_access_key;
  std::optional<std::string> session_token;
  bool expired = false;
  std::optional<Milliseconds> expires;
  std::optional<kms::Denial> denied;
  std::optional<std::string> user;
  std::optional<std::string> role;
  bool operator==(const Credential&) const = default;
};

}  // namespace krm::scenario
