// The environment that points AWS SDKs at the server. `env` prints it for a shell, and `exec` gives
// it to its command.
#pragma once

#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "cli/environment.h"
#include "cli/options.h"

namespace krm::cli {

struct Variable {
  std::string name;
  std::optional<std::string> value;  // none: it must not be set
};

// Whose key it names. It comes from a scenario, or is the one of AWS's documentation.
struct ClientKey {
  std::string id;
  std::string secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  std::optional<std::string> session_token{};
};

// Returns the variables for clients of the server at `url`, in their order. Makes the authority if
// clients have to trust it and there is none yet. On failure returns one line that says why.
tl::expected<std::vector<Variable>, std::string> client_environment(const std::string& url,
                                                                    const ClientKey& key,
                                                                    const std::string& region,
                                                                    const Options& options,
                                                                    const Environment& environment);

// Returns the same for code that can name no endpoint: the server at `url`, which must be plain
// HTTP, is its proxy. It sends all HTTPS there, and only KMS gets an answer.
tl::expected<std::vector<Variable>, std::string> proxy_environment(const std::string& url,
                                                                   const ClientKey& key,
                                                                   const std::string& region,
                                                                   const Options& options,
                                                                   const Environment& environment);

// Returns an access key ID in the form of AWS, which nobody else has. Throws std::runtime_error
// when the system gives no random bytes.
std::string fresh_key();

// Quotes the text as one word for a shell, if it needs quotes. Where it has control characters, or
// is no UTF-8, only shells like bash read it.
std::string shell_word(std::string_view text);

}  // namespace krm::cli
