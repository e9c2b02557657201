// The ports of the server: one for KMS and, if it is wanted, another one for the admin API.
//
//   bind start stop
//
// Thread-safety: any thread may call live_connections() and port_of_kms(). One thread calls the
// rest.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "admin/control.h"
#include "admin/routes.h"
#include "base/log.h"
#include "cli/options.h"
#include "http/handler.h"
#include "net/encryption.h"
#include "net/listener.h"

namespace krm::cli {

class Ports {
 public:
  // Everything must outlive the ports.
  Ports(const Options& options, const admin::Control& control, http::Handler kms,
        net::Encryption encryption, const base::Log& log);

  // Listens. Returns the port of KMS. On failure returns one line that says why. Logs where the
  // admin API is, if that is elsewhere, and warns where other machines can use it.
  tl::expected<int, std::string> bind();
  void start();
  // Returns false when replies were cut off after the time for that.
  bool stop();

  // Returns whether accepting ended by itself.
  bool failed() const;
  std::size_t live_connections() const { return kms_ ? kms_->live() : 0; }
  // Returns the port of KMS, where the admin API has another one.
  std::optional<int> port_of_kms() const { return port_of_kms_; }

 private:
  net::Handlers handlers(http::Handler kms, const admin::Routes& routes) const;
  tl::expected<std::string, std::string> bind_admin();

  const Options& options_;
  const admin::Control& control_;
  const http::Handler service_;
  const net::Encryption encryption_;
  const base::Log& log_;
  std::optional<admin::Routes> admin_routes_;
  std::optional<admin::Routes> kms_routes_;
  std::optional<net::Listener> admin_;  // where the admin API has a port of its own
  std::optional<net::Listener> kms_;
  std::optional<int> port_of_kms_;
};

}  // namespace krm::cli
