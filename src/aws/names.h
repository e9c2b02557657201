// The forms of names that AWS gives.
#pragma once

#include <string_view>

namespace krm::aws {

// Returns whether `text` can be a region: 1 to 64 lower-case letters, digits and hyphens (GUESS:
// wider than every region in botocore's partitions, so that those to come are taken).
bool is_region_name(std::string_view text);

// Returns whether `text` is an account ID: 12 digits (DOC: AWS account identifiers).
bool is_account_id(std::string_view text);

// Returns whether `text` can be an access key ID: 1 to 128 visible characters of ASCII but "/"
// and ",", which end it in a credential. AWS gives 16 and more letters, digits and underscores
// (DOC: IAM API, AccessKey). Tests and users of emulators also write "test" or an account ID.
bool is_access_key_id(std::string_view text);

// Returns whether `text` is ROLE or ROLE/SESSION, as in the ARN of an assumed role (DOC: IAM
// identifiers). Takes any characters in both.
bool is_role(std::string_view text);

}  // namespace krm::aws
