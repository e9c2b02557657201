// A Resource is a path of the admin API and what can be done there. Routing, the checks of a
// request, the index and the OpenAPI document all use the same list (admin/resources).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "admin/control.h"
#include "admin/query.h"
#include "admin/reply.h"
#include "document/node.h"
#include "document/shape.h"
#include "http/handler.h"

namespace krm::admin {

inline constexpr std::string_view admin_root = "/__admin";

// What a body may be. An empty one is refused, unless it `may_be_absent`.
enum class BodyKind {
  none,
  values,      // JSON or YAML, of the shape that the method gives
  scenario,    // the same, as text: the resource reads it itself
  or_message,  // values, or message/http
};

using Last = http::Inquiry::Last;

// One request, checked as far as its method tells.
struct Ask {
  const http::HttpRequest& request;
  Query query{};
  std::string id{};                      // what stands in the place of {id}
  std::optional<document::Node> body{};  // of `values`, if there is one
  bool is_message = false;               // the body is message/http
  Last last = Last::timeout;             // no: an answer that has to wait may be put off
};

// An answer other than what every method may give.
struct Outcome {
  int status;
  std::string_view description;
  document::Shape (*shape)() = nullptr;  // of the JSON; null: no body, or an error
  std::string_view other_type{};         // that the body may have beside JSON
  std::string_view header{};             // that it always has
};

struct Method {
  std::string_view name;  // GET, PUT, POST, DELETE
  std::string_view summary;
  std::vector<std::string_view> query{};
  BodyKind body = BodyKind::none;
  bool body_may_be_absent = false;
  document::Shape (*body_shape)() = nullptr;
  std::vector<Outcome> outcomes{};
  // Returns nothing only if it waits, and `last` is no.
  std::optional<Reply> (*answer)(const Control&, const Ask&) = nullptr;
  bool waits = false;
};

struct Resource {
  std::string_view path;  // under /__admin; it may end in {id}
  std::vector<Method> methods;
};

// Returns the reply for a tenant that does not exist.
Reply no_such_tenant(std::string_view shown);

// Returns the tenants that a request is about: the one that it names, else all that run the
// start-up scenario. On failure returns the reply.
tl::expected<std::vector<std::shared_ptr<mock::Tenant>>, Reply> tenants_of(const Control& control,
                                                                           const Ask& ask);

// Returns the one tenant that a request is about: the one that it names, else the model.
tl::expected<std::shared_ptr<mock::Tenant>, Reply> tenant_of(const Control& control,
                                                             const Ask& ask);

}  // namespace krm::admin
