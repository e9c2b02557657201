#include "cli/ports.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/process.h"
#include "cli/endpoint.h"

namespace krm::cli {
namespace {

using base::Level;

// Allows as many live connections as the system has descriptors for. Warns where those may be few.
// In a process of somebody else it changes nothing.
net::ListenerLimits limits_for_this_machine(const Options& options, bool forwards,
                                            const base::Log& log) {
  constexpr std::size_t others = 32;  // what the process itself holds open
  constexpr std::size_t plenty = 2000;
  net::ListenerLimits limits;
  if (!options.owns_process) return limits;
  const std::size_t allowed = base::raise_file_limit();
  const std::size_t left = std::max(allowed, limits.reserve + others + 2) - limits.reserve - others;
  limits.connections = forwards ? left / 2 : left;  // each may hold one to the upstream as well
  if (limits.connections < plenty) {
    log.say(Level::warning, "the limit of open files is {}: at most {} connections are served",
            allowed, limits.connections);
  }
  return limits;
}

// Warns where other machines can reach the admin API, and nothing keeps them from using it.
void warn_of_strangers(const Options& options, const net::Listener& listener,
                       const base::Log& log) {
  if (options.admin_is_off || !options.access.token.empty()) return;
  if (!listener.is_beyond_loopback()) return;
  log.say(Level::warning,
          "other machines can reach the admin API: set --admin-token, or --admin-port off");
}

}  // namespace

Ports::Ports(const Options& options, const admin::Control& control, http::Handler kms,
             net::Encryption encryption, const base::Log& log)
    : options_(options),
      control_(control),
      service_(std::move(kms)),
      encryption_(encryption),
      log_(log) {}

net::Handlers Ports::handlers(http::Handler kms, const admin::Routes& routes) const {
  return {.kms = std::move(kms),
          .admin = [&routes](const http::HttpRequest& request) { return routes.answer(request); },
          .too_large = admin::Routes::too_large};
}

// Returns where the admin API is, for whoever asks for it at the port of KMS. Returns an empty text
// when it is there.
tl::expected<std::string, std::string> Ports::bind_admin() {
  if (options_.admin_is_off) return "The admin API is off (--admin-port off).";
  if (!options_.admin_port) return std::string();
  const admin::Routes& routes = admin_routes_.emplace(control_, options_.access);
  const auto nothing = [&routes](const http::HttpRequest& request) {
    return http::Answer{routes.nothing_here(request), {}, {}};
  };
  net::Handlers answers = handlers(nothing, routes);
  answers.is_proxy = false;
  admin_.emplace(std::move(answers), encryption_, net::ListenerLimits{}, log_);
  return admin_->bind(options_.hosts(), *options_.admin_port).map([&](int port) {
    log_.say(Level::info, "admin API on {}", urls_of(options_.tls, options_.hosts(), port));
    return fmt::format("The admin API is at port {} (--admin-port).", port);
  });
}

// The admin API has its port first, so that KMS can say where it is.
tl::expected<int, std::string> Ports::bind() {
  auto elsewhere = bind_admin();
  if (!elsewhere) return tl::unexpected(std::move(elsewhere.error()));
  const admin::Routes& routes =
      kms_routes_.emplace(control_, options_.access, std::move(*elsewhere));
  const bool forwards = control_.tenants.active()->upstream != nullptr;
  kms_.emplace(handlers(service_, routes), encryption_,
               limits_for_this_machine(options_, forwards, log_), log_);
  auto port = kms_->bind(options_.hosts(), options_.port);
  if (!port) return port;
  if (admin_) port_of_kms_ = *port;
  warn_of_strangers(options_, admin_ ? *admin_ : *kms_, log_);
  return port;
}

void Ports::start() {
  if (admin_) admin_->start();
  kms_->start();
}

bool Ports::stop() {
  const bool kms_ended = kms_->stop(options_.drain);
  return (!admin_ || admin_->stop(options_.drain)) && kms_ended;
}

bool Ports::failed() const { return kms_->failed() || (admin_ && admin_->failed()); }

}  // namespace krm::cli
