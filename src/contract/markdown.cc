#include "contract/markdown.h"

#include <fmt/format.h>

#include <string_view>

#include "contract/account.h"
#include "document/mistake.h"
#include "scenario/expect/range.h"

namespace krm::contract {
namespace {

using Value = Verdict::Value;

constexpr std::size_t longest_text = 2000;
constexpr std::size_t most_tenants = 100;  // that pass; those that break it are all shown

// Escapes what Markdown or HTML would read.
std::string in_markdown(std::string_view text) {
  std::string out;
  for (const char c : document::printable(text, longest_text)) {
    constexpr std::string_view special = "\\`*_{}[]<>()#+!|~&$@";
    if (special.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string_view sign_of(const Judgement& judgement, const Verdict& verdict) {
  if (verdict.value == Value::holds) return "✅ holds";
  if (verdict.value == Value::broken) return "❌ broken";
  return judgement.is_breach(verdict) ? "❌ unproven" : "⚪ unproven";
}

// A block of code whose fence the text cannot end.
std::string block_of(const std::string& text) {
  return fmt::format("\n````text\n{}\n````\n", document::printable(text, longest_text));
}

std::string table(const Judgement& judgement, const std::vector<scenario::Judged>& all,
                  const scenario::History* history) {
  std::string text = "\n| expectation | verdict | what was seen |\n|---|---|---|\n";
  std::string blocks;
  for (const scenario::Judged& one : all) {
    const bool holds = one.verdict.value == Value::holds;
    text +=
        fmt::format("| {} | {} | {} |\n", in_markdown(one.written), sign_of(judgement, one.verdict),
                    holds ? "" : in_markdown(sentence(one, history)));
    if (const auto line = line_of(one, history)) {
      blocks += fmt::format("\n{}:\n{}", in_markdown(one.written), block_of(*line));
    }
    if (const auto said = rules_say(one, history, judgement.contract.expect)) {
      blocks += fmt::format("\n{}.\n", in_markdown(*said));
    }
  }
  return text + blocks;
}

bool has_breach(const Judgement& judgement, const std::vector<scenario::Judged>& all) {
  for (const scenario::Judged& one : all) {
    if (judgement.is_breach(one.verdict)) return true;
  }
  return false;
}

std::string section(const Judgement& judgement) {
  using scenario::expect::counted;
  const Figures figures = figures_of(judgement);
  const Value value = judgement.value();
  std::string text =
      fmt::format("## Contract {} {}\n\n{} hold, {} broken, {} unproven; {}, {}, {}.\n",
                  in_markdown(title_of(judgement)),
                  value == Value::holds ? "holds" : fmt::format("is {}", base::word_of(value)),
                  figures.holds, figures.broken, figures.unproven,
                  counted(figures.tenants, "tenant"), counted(figures.calls, "call"),
                  counted(static_cast<std::int64_t>(figures.requests), "request"));
  if (!judgement.of_all.empty()) {
    text += "\n### All tenants\n" + table(judgement, judgement.of_all, nullptr);
  }
  std::size_t shown = 0;
  std::size_t hidden = 0;
  for (const Suite& suite : judgement.suites) {
    if (!has_breach(judgement, suite.judged) && shown++ >= most_tenants) {
      ++hidden;
      continue;
    }
    text += fmt::format("\n### Tenant {}\n", in_markdown(suite.history.tenant)) +
            table(judgement, suite.judged, &suite.history);
  }
  if (hidden > 0) {
    text += fmt::format("\nAnd {} that keep it.\n",
                        counted(static_cast<std::int64_t>(hidden), "tenant"));
  }
  text += '\n';
  if (judgement.contract.seed) text += fmt::format("Seed {}. ", *judgement.contract.seed);
  text += fmt::format("Scenario {}.\n", in_markdown(judgement.contract.digest));
  if (!judgement.again.empty()) text += "\nAgain:\n" + block_of(judgement.again);
  return text;
}

}  // namespace

std::string markdown(const std::vector<Judgement>& judgements) {
  std::string text;
  for (const Judgement& one : judgements) text += (text.empty() ? "" : "\n") + section(one);
  return text.empty() ? "No scenario has expectations, so nothing was judged.\n" : text;
}

}  // namespace krm::contract
