#include "scenario/fault/header.h"

namespace krm::scenario::fault {
namespace {

HeaderEdit edit_of(const std::string& name, const HeaderText& text) {
  if (!text.value) return {name, HeaderEdit::Remove{}};
  std::string_view value = *text.value;
  if (http::iequals(name, "Date") && (value.starts_with('+') || value.starts_with('-'))) {
    const bool ahead = value.starts_with('+');
    if (ahead) value.remove_prefix(1);
    if (const auto by = base::parse_duration(value, !ahead)) {
      return {name, HeaderEdit::DateShift{*by}};
    }
  }
  return {name, *text.value};
}

}  // namespace

void Header::apply(Plan& plan, const RuleDice&) const {
  for (const auto& [key, text] : edits) plan.head.push_back(edit_of(key, text));
}

}  // namespace krm::scenario::fault
