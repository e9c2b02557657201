#include "contract/screen.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "contract/account.h"
#include "document/mistake.h"
#include "scenario/expect/range.h"

namespace krm::contract {
namespace {

using scenario::expect::counted;
using Value = Verdict::Value;

constexpr std::size_t most_lines = 10;
constexpr std::size_t longest_line = 240;
constexpr std::size_t longest_message = 2000;

std::string coloured(Value value, std::string_view text, bool colour) {
  if (!colour) return std::string(text);
  const int code = value == Value::holds ? 32 : value == Value::broken ? 31 : 33;
  return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
}

std::string headline(const Judgement& judgement, bool colour) {
  const Figures figures = figures_of(judgement);
  const Value value = judgement.value();
  std::string counts = fmt::format("{}", counted(figures.holds, "expectation"));
  if (figures.broken + figures.unproven > 0) {
    counts = fmt::format("{} {}", counts, figures.holds == 1 ? "holds" : "hold");
    if (figures.broken > 0) {
      counts += fmt::format(", {} {} broken", figures.broken, figures.broken == 1 ? "is" : "are");
    }
    if (figures.unproven > 0) {
      counts +=
          fmt::format(", {} {} unproven", figures.unproven, figures.unproven == 1 ? "is" : "are");
    }
  }
  return fmt::format(
      "contract {} {}: {}; {}, {}, {}", title_of(judgement),
      coloured(value, value == Value::holds ? "holds" : fmt::format("is {}", base::word_of(value)),
               colour),
      counts, counted(figures.tenants, "tenant"), counted(figures.calls, "call"),
      counted(static_cast<std::int64_t>(figures.requests), "request"));
}

struct Breach {
  const Judgement& judgement;
  const scenario::Judged& judged;
  const scenario::History* history;  // null: over all tenants
};

// Those that are broken first.
std::vector<Breach> breaches_of(const std::vector<Judgement>& judgements) {
  std::vector<Breach> breaches;
  for (const Value value : {Value::broken, Value::unproven}) {
    for (const Judgement& judgement : judgements) {
      const auto add = [&](const scenario::Judged& one, const scenario::History* history) {
        const bool is_meant = one.verdict.value == value && judgement.is_breach(one.verdict);
        if (is_meant) breaches.push_back({judgement, one, history});
      };
      for (const scenario::Judged& one : judgement.of_all) add(one, nullptr);
      for (const Suite& suite : judgement.suites) {
        for (const scenario::Judged& one : suite.judged) add(one, &suite.history);
      }
    }
  }
  return breaches;
}

std::string tenant_of(const Breach& breach) {
  return breach.history == nullptr ? "all tenants" : breach.history->tenant;
}

// Where there are several contracts, whose tenant it is as well.
std::string owner_of(const Breach& breach, bool is_only_contract) {
  if (is_only_contract) return tenant_of(breach);
  return fmt::format("{} of {}", tenant_of(breach), title_of(breach.judgement));
}

using Lines = std::vector<std::string>;

Lines lines_of(const Breach& breach, bool is_only_contract, bool colour) {
  const Value value = breach.judged.verdict.value;
  const std::string said =
      fmt::format("{} ({}): {}", breach.judged.written, owner_of(breach, is_only_contract),
                  sentence(breach.judged, breach.history));
  Lines lines{fmt::format("  {} {}",
                          coloured(value, fmt::format("{:<9}", base::word_of(value)), colour),
                          document::printable(said, longest_line))};
  if (const auto line = line_of(breach.judged, breach.history)) {
    lines.push_back(fmt::format("            {}", document::printable(*line, longest_line)));
  }
  if (const auto advice =
          rules_say(breach.judged, breach.history, breach.judgement.contract.expect)) {
    lines.push_back(fmt::format("            {}", document::printable(*advice, longest_line)));
  }
  return lines;
}

std::string seed_line(const Judgement& judgement) {
  const auto& contract = judgement.contract;
  std::string line = contract.seed ? fmt::format("  seed {}, ", *contract.seed) : "  ";
  line += "scenario " + contract.digest.substr(0, 12);
  if (!judgement.again.empty()) line += fmt::format("; again: {}", judgement.again);
  return line;
}

// Escapes what ends the message, or in a `property` its value.
std::string in_command(std::string_view text, bool is_property) {
  std::string out;
  for (const char c : text) {
    const bool is_special =
        c == '%' || c == '\r' || c == '\n' || (is_property && (c == ':' || c == ','));
    out += is_special ? fmt::format("%{:02X}", static_cast<unsigned char>(c)) : std::string(1, c);
  }
  return out;
}

std::string within(const std::string& workspace, const std::string& file) {
  namespace fs = std::filesystem;
  std::error_code none;
  const fs::path whole = fs::weakly_canonical(file, none);
  const fs::path inside = whole.lexically_relative(fs::weakly_canonical(workspace, none));
  const bool is_inside = !workspace.empty() && !inside.empty() && *inside.begin() != "..";
  return is_inside ? inside.string() : file;
}

}  // namespace

std::string on_screen(const std::vector<Judgement>& judgements, bool colour) {
  const auto breaches = breaches_of(judgements);
  Lines lines;
  for (const Judgement& one : judgements) {
    if (lines.size() < 3) lines.push_back(headline(one, colour));
  }
  if (judgements.size() > 3) {
    lines.push_back(fmt::format(
        "and {} more", counted(static_cast<std::int64_t>(judgements.size()) - 3, "contract")));
  }
  const std::size_t for_breaches = most_lines - 2;
  std::size_t shown = 0;
  for (const Breach& breach : breaches) {
    Lines more = lines_of(breach, judgements.size() == 1, colour);
    if (lines.size() + more.size() > for_breaches) more.resize(1);
    if (lines.size() + more.size() > for_breaches) break;
    lines.insert(lines.end(), more.begin(), more.end());
    ++shown;
  }
  if (shown < breaches.size()) {
    lines.push_back(
        fmt::format("  and {} more; --report FILE has all of them", breaches.size() - shown));
  }
  if (!breaches.empty()) lines.push_back(seed_line(breaches.front().judgement));
  std::string text;
  for (const std::string& line : lines) text += line + '\n';
  return text;
}

std::string annotations(const std::vector<Judgement>& judgements, const std::string& workspace) {
  std::string text;
  for (const Breach& breach : breaches_of(judgements)) {
    const Judgement& judgement = breach.judgement;
    text += "::error ";
    if (const auto& mark = breach.judged.mark; mark && !judgement.file.empty()) {
      text += fmt::format("file={},line={},col={},",
                          in_command(within(workspace, judgement.file), true), mark->line,
                          mark->column);
    }
    std::string message = fmt::format("{} ({}): {}", breach.judged.written, tenant_of(breach),
                                      sentence(breach.judged, breach.history));
    message = document::printable(message, longest_message);
    if (const auto line = line_of(breach.judged, breach.history)) {
      message += '\n' + document::printable(*line, longest_message);
    }
    text += fmt::format("title={}::{}\n",
                        in_command(fmt::format("contract {} is {}", title_of(judgement),
                                               base::word_of(breach.judged.verdict.value)),
                                   true),
                        in_command(message, false));
  }
  return text;
}

}  // namespace krm::contract
