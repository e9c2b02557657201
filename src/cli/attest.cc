#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>

#include "base/clock.h"
#include "base/file.h"
#include "base/log.h"
#include "cli/attest_inputs.h"
#include "cli/commands.h"
#include "cli/state_directory.h"
#include "nitro/authority.h"
#include "nitro/document_maker.h"

namespace krm::cli {
namespace {

namespace fs = std::filesystem;
using base::Level;
using nitro::Authority;
using tl::unexpected;

constexpr unsigned for_all = 0644;

nitro::DocumentTerms terms_of(const AttestOptions& wanted, AttestInputs files, base::WallTime now) {
  auto terms = nitro::usual_document(wanted.timestamp.value_or(now), wanted.nitrotpm, wanted.debug);
  if (!wanted.module_id.empty()) terms.module_id = wanted.module_id;
  for (const auto& [pcr, value] : wanted.pcrs) terms.pcrs[pcr] = value;
  terms.public_key = std::move(files.public_key);
  terms.nonce = std::move(files.nonce);
  terms.user_data = std::move(files.user_data);
  terms.tagged = wanted.tagged;
  return terms;
}

std::string authority_directory(const AttestOptions& wanted, const Environment& environment) {
  if (!wanted.ca_dir.empty()) return absolute(wanted.ca_dir);
  const std::string state = state_directory(environment);
  return state.empty() ? "" : state + "/nitro";
}

bool is_stdout(std::string_view path) { return path.empty() || path == "-"; }

// Returns why the document cannot be written; empty when it is.
std::string write_document(const std::string& path, const base::Bytes& document) {
  const std::string_view bytes(reinterpret_cast<const char*>(document.data()), document.size());
  if (is_stdout(path)) {
    const bool done = std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size();
    return done ? "" : "cannot write to stdout";
  }
  // A file that is renamed into place would replace a device.
  std::error_code error;
  const bool in_the_way = fs::exists(path, error) && !fs::is_regular_file(path, error);
  const auto written =
      in_the_way ? unexpected(base::not_regular) : base::write_file(path, bytes, for_all);
  return written ? "" : fmt::format("cannot write {}: {}", path, base::in_words(written.error()));
}

}  // namespace

int attest(const Options& options, const Environment& environment) {
  const AttestOptions& wanted = options.attest;
  const base::SystemClock clock;
  const base::Log log(STDERR_FILENO, base::LogFormat::text, Level::info, clock);
  const auto fail = [&log](int code, const std::string& why) {
    log.say(Level::error, "{}", why);
    return code;
  };

  if (is_stdout(wanted.out) && isatty(STDOUT_FILENO) == 1) {
    return fail(2, "a document is nothing for a terminal; name a file with --out");
  }
  const std::string directory = authority_directory(wanted, environment);
  if (directory.empty())
    return fail(2, "there is no place for the mock root; name one with --ca-dir");
  auto files = read_attest_inputs(wanted);
  if (!files) return fail(files.error().code, files.error().line);
  if (!files->doubt.empty()) log.say(Level::warning, "{}", files->doubt);

  const auto authority = Authority::open(directory);
  if (!authority) return fail(1, authority.error());
  if (authority->is_new()) {
    log.say(Level::info, "made a mock root of Nitro attestation: {}",
            Authority::root_file(directory));
  }
  const auto terms = terms_of(wanted, std::move(*files), clock.wall());
  const auto signer = authority->issue(terms.timestamp, nitro::usual_chain(terms.module_id));
  const std::string why = write_document(wanted.out, nitro::make_document(terms, signer));
  return why.empty() ? 0 : fail(1, why);
}

}  // namespace krm::cli
