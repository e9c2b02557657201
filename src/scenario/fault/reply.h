#pragma once

#include "scenario/fault_traits.h"
#include "scenario/header_text.h"
#include "scenario/template_codec.h"

namespace krm::scenario::fault {

// Reply sends what is no reply of KMS at all, as a proxy or another service would.
struct Reply {
  static constexpr std::string_view name = "reply";
  static constexpr std::string_view help =
      "answers this and nothing of KMS: these headers, Date and Content-Length";
  static constexpr Slot slot = Slot::outcome;
  static constexpr std::array excludes{no_random_bytes};
  static void fields(auto& field) {
    field("status", &Reply::status, "of the reply", Integers{200, 599});
    field("headers", &Reply::headers,
          "in this order by name; ${request_id} and ${date} are filled in",
          {header_name, {.is_header = true}});
    field("body", &Reply::body, "to the byte, but for ${request_id} and ${date}");
  }

  void check(const Node& node, Reading& reading) const {
    if ((status == 204 || status == 304) && !body.empty()) {
      reading.refuse(node.mark,
                     fmt::format("a reply with status {} has no body; leave it out", status));
    }
  }

  void apply(Plan& plan, const RuleDice&) const {
    CannedReply& canned = plan.canned.emplace();
    canned.status = static_cast<int>(status);
    canned.body = body;
    canned.headers.assign(headers.begin(), headers.end());
  }

  std::int64_t status = 200;
  Table<Template> headers;
  Template body;
  bool operator==(const Reply&) const = default;
};

}  // namespace krm::scenario::fault
