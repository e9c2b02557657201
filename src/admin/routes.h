// The paths that belong to the mock and not to KMS: /__admin/... (admin/resources) and the probes
// (admin/probes). Each request to a resource is checked in one order:
//
//   stranger → target → path → method → query → body → the resource
//
// Whatever fails there is answered with {"error": {"code", "message"}}, and nothing has changed.
//
// Thread-safety: all members may be called from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "admin/control.h"
#include "admin/guard.h"
#include "admin/resource.h"
#include "http/handler.h"

namespace krm::admin {

class Routes {
 public:
  // `elsewhere` says where the admin API is if it is not here: then only probes are. REQUIRES:
  // `control` outlives the routes.
  Routes(const Control& control, Access access, std::string elsewhere = {})
      : control_(control), access_(std::move(access)), elsewhere_(std::move(elsewhere)) {}

  // Returns the answer, or nothing for a path that is not ours: KMS owns every other.
  std::optional<http::OwnAnswer> answer(const http::HttpRequest& request) const;

  // Returns what to say to a request with too large a body: nothing, if the path is not ours.
  static std::string too_large(std::string_view target);

  // Returns the reply to a request for KMS where KMS is not.
  http::HttpReply nothing_here(const http::HttpRequest& request) const;

 private:
  http::OwnAnswer ask(const http::HttpRequest& request) const;
  http::HttpReply enclose(Reply reply, const http::HttpRequest& request) const;

  const Control& control_;
  const Access access_;
  const std::string elsewhere_;
};

}  // namespace krm::admin
