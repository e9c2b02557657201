#include "cli/server.h"

#include <unistd.h>

#include <array>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "base/hex.h"
#include "cli/scenario_choice.h"
#include "contract/live.h"
#include "mock/service.h"
#include "net/framing.h"

namespace krm::cli {
namespace {

using base::Level;

bool wants_access_log(const Options& options) {
  return options.access_log == AccessLog::on ||
         (options.access_log == AccessLog::automatic && isatty(STDERR_FILENO) == 1);
}

// Returns a name that no other server has (RFC 9110, 7.6.3). Throws when there are no random bytes.
std::string name_for_via(base::Entropy& entropy) {
  std::array<std::uint8_t, 8> random{};
  if (!entropy.fill(random)) throw std::runtime_error("there are no random bytes");
  return "kms-random-mock-" + base::to_hex(random);
}

void account_for(const mock::Tenants::Losses& losses, const base::Log& log) {
  if (!losses.any()) return;
  log.say(Level::warning,
          "over the bounds: tenants dropped: {}, requests of others put together: {}, calls "
          "forgotten: {}",
          losses.dropped, losses.shared, losses.forgotten);
}

void account_for(const mock::JournalFile& file, const base::Log& log) {
  if (file.lost() == 0) return;
  log.say(Level::warning, "{} requests are not in the journal's file: {}", file.lost(),
          file.trouble());
}

tl::expected<http::HttpRequest, std::string> read_message(std::string_view text) {
  net::Framing framing;
  framing.feed(text);
  for (;;) {
    net::Framing::Step step = framing.next();
    if (auto* request = std::get_if<http::HttpRequest>(&step)) {
      if (framing.has_more()) return tl::unexpected(std::string("something stands behind it"));
      return std::move(*request);
    }
    if (const auto* refused = std::get_if<net::Framing::Refusal>(&step)) {
      return tl::unexpected(refused->why);
    }
    if (std::holds_alternative<net::Framing::NeedMore>(step)) {
      return tl::unexpected(std::string("it is not whole"));
    }
  }
}

}  // namespace

Server::Server(const Options& options, std::shared_ptr<const scenario::Scenario> scenario,
               tls::Identity& identity, base::Entropy& entropy, const base::Clock& clock,
               const base::Log& log)
    : options_(options),
      clock_(clock),
      log_(log),
      entropy_(entropy),
      spare_seed_(seed_of_chance(entropy)),
      journal_file_(log),
      journal_(options.journal, options.journal_file.empty() ? nullptr : &journal_file_, &tally_),
      tenants_(clock, journal_, cli::settle(std::move(scenario), options, spare_seed_)),
      first_(tenants_.active()),
      reload_(options, spare_seed_, tenants_, health_, log),
      control_(make_control()),
      ports_(options, control_,
             mock::make_service({entropy, tenants_, journal_, log, name_for_via(entropy)},
                                wants_access_log(options)),
             {options.tls, &identity}, log) {
  announce(*tenants_.active(), options, "", log);
  if (options.watch) log.say(Level::info, "watching {}", options.scenario);
  if (options.journal.shows_payload) {
    log.say(Level::warning, "the journal shows the random bytes of replies (--journal-payload)");
  }
}

Server::~Server() = default;

admin::Control Server::make_control() {
  return {
      .tenants = tenants_,
      .journal = journal_,
      .tally = tally_,
      .journal_file = options_.journal_file.empty() ? nullptr : &journal_file_,
      .health = health_,
      .entropy = entropy_,
      .clock = clock_,
      .log = log_,
      .settle =
          [this](std::shared_ptr<const scenario::Scenario> given, bool is_issued) {
            auto active = cli::settle(std::move(given), options_, spare_seed_);
            // It cannot name an upstream itself. The server's is for all that it serves.
            if (!active.upstream) active.upstream = tenants_.active()->upstream;
            auto warnings = warnings_of(active, options_, is_issued);
            return admin::Settled{std::move(active), std::move(warnings)};
          },
      .take_up = [this](mock::ActiveScenario active) { reload_.put(std::move(active)); },
      .read_message = read_message,
      .live_connections = [this] { return ports_.live_connections(); },
      .kms_port = [this] { return ports_.port_of_kms(); },
  };
}

tl::expected<int, std::string> Server::listen() {
  if (!options_.journal_file.empty()) {
    if (auto opened = journal_file_.open(options_.journal_file); !opened) {
      return tl::unexpected(opened.error());
    }
    // A run in which nobody calls is judged as well.
    const auto active = tenants_.active();
    if (active->scenario->expect) journal_file_.write_contract(*active);
  }
  return ports_.bind();
}

void Server::start() {
  ports_.start();
  health_.set(admin::Readiness::ready);
}

void Server::stop() {
  health_.set(admin::Readiness::stopping);
  if (!ports_.stop()) {
    log_.say(Level::warning, "replies still under way after {} ms were cut off",
             options_.drain.count());
  }
  account_for(tenants_.losses(), log_);
  account_for(journal_file_, log_);
}

void Server::settle(base::Milliseconds time) {
  const base::Nanoseconds latest = clock_.monotonic() + time;
  for (;;) {
    const auto change = journal_.changes().next();
    if (!contract::is_something_open(tenants_, journal_)) return;
    const auto left = std::chrono::ceil<base::Milliseconds>(latest - clock_.monotonic());
    if (left.count() <= 0) return;
    change->wait(left);
  }
}

Judgements Server::judge_at_the_end(const contract::CutShort& cut_short) {
  settle(std::chrono::seconds(2));
  return contract::judge_now(tenants_, journal_, cut_short);
}

}  // namespace krm::cli
