#include "contract/report.h"

#include "contract/json_report.h"
#include "contract/junit.h"
#include "contract/markdown.h"

namespace krm::contract {

std::optional<Format> format_of(std::string_view path) {
  if (path.ends_with(".xml")) return Format::junit;
  if (path.ends_with(".json")) return Format::json;
  if (path.ends_with(".md")) return Format::markdown;
  return std::nullopt;
}

std::string report(const std::vector<Judgement>& judgements, Format format, base::WallTime now) {
  switch (format) {
    case Format::junit:
      return junit(judgements, now);
    case Format::json:
      return document::to_json_line(report_view(judgements));
    case Format::markdown:
      break;
  }
  return markdown(judgements);
}

}  // namespace krm::contract
