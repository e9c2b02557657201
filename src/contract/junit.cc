#include "contract/junit.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/log.h"
#include "base/utf8.h"
#include "contract/account.h"

namespace krm::contract {
namespace {

using Value = Verdict::Value;

// Escapes text of an attribute or an element. XML 1.0 has no place for most control characters.
std::string in_xml(const std::string& raw, bool in_attribute = true) {
  const std::string valid = base::in_utf8(raw);
  std::string_view text = valid;
  std::string out;
  while (!text.empty()) {
    const std::string_view character = base::first_character(text);
    text.remove_prefix(character.size());
    const auto c = static_cast<unsigned char>(character.front());
    if (character == "&") {
      out += "&amp;";
    } else if (character == "<") {
      out += "&lt;";
    } else if (character == ">") {
      out += "&gt;";
    } else if (character == "\"") {
      out += "&quot;";
    } else if (c == '\r' || (in_attribute && (c == '\n' || c == '\t'))) {
      out += fmt::format("&#{};", c);
    } else if ((c < 0x20 && c != '\n' && c != '\t') || character == "\xEF\xBF\xBE" ||
               character == "\xEF\xBF\xBF") {
      out += "\xEF\xBF\xBD";
    } else {
      out += character;
    }
  }
  return out;
}

std::string seconds(std::chrono::nanoseconds time) {
  return fmt::format("{:.3f}", std::chrono::duration<double>(time).count());
}

std::chrono::nanoseconds length_of(const scenario::History& history) {
  std::chrono::nanoseconds first = std::chrono::nanoseconds::max();
  std::chrono::nanoseconds last{0};
  for (const scenario::Call& call : history.calls) {
    for (const scenario::Attempt& attempt : call.attempts) {
      first = std::min(first, attempt.arrived);
      last = std::max(last, attempt.left.value_or(attempt.arrived));
    }
  }
  return std::max(last - first, std::chrono::nanoseconds(0));
}

// Everything a reader shows, since some leave the message out.
std::string details_of(const scenario::Judged& one, const scenario::History* history,
                       const Judgement& judgement) {
  std::string text = sentence(one, history);
  if (const auto line = line_of(one, history)) text += '\n' + *line;
  if (const auto said = rules_say(one, history, judgement.contract.expect)) text += '\n' + *said;
  if (!judgement.again.empty()) text += "\nagain: " + judgement.again;
  if (const auto place = place_of(one, judgement)) text += "\n  at " + *place;
  return text;
}

struct Counts {
  std::size_t tests = 0;
  std::size_t failures = 0;
  std::size_t skipped = 0;
};

Counts counts_of(const std::vector<scenario::Judged>& all, const Judgement& judgement) {
  Counts counts{.tests = all.size()};
  for (const scenario::Judged& one : all) {
    if (judgement.is_breach(one.verdict)) {
      ++counts.failures;
    } else if (one.verdict.value == Value::unproven) {
      ++counts.skipped;
    }
  }
  return counts;
}

std::string suite(const std::vector<scenario::Judged>& all, const scenario::History* history,
                  const Judgement& judgement, base::WallTime now) {
  const auto& contract = judgement.contract;
  const std::string name =
      in_xml(fmt::format("{}.{}", contract.name.empty() ? "contract" : contract.name,
                         history == nullptr ? "all tenants" : history->tenant));
  const Counts counts = counts_of(all, judgement);
  const auto time = history == nullptr ? std::chrono::nanoseconds(0) : length_of(*history);
  std::string text = fmt::format(
      "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\" "
      "time=\"{}\" timestamp=\"{}\"",
      name, counts.tests, counts.failures, counts.skipped, seconds(time),
      base::iso8601(now).substr(0, 19));
  if (!judgement.file.empty()) text += fmt::format(" file=\"{}\"", in_xml(judgement.file));
  text += ">\n    <properties>\n";
  const auto property = [&](std::string_view key, const std::string& value) {
    text += fmt::format("      <property name=\"{}\" value=\"{}\"/>\n", key, in_xml(value));
  };
  if (contract.seed) property("seed", std::to_string(*contract.seed));
  property("scenario", contract.digest);
  if (!judgement.again.empty()) property("again", judgement.again);
  text += "    </properties>\n";
  for (const scenario::Judged& one : all) {
    text += fmt::format("    <testcase name=\"{}\" classname=\"{}\" time=\"0.000\"",
                        in_xml(one.written), name);
    const bool is_breach = judgement.is_breach(one.verdict);
    if (!is_breach && one.verdict.value != Value::unproven) {
      text += "/>\n";
      continue;
    }
    const std::string_view element = is_breach ? "failure" : "skipped";
    text += fmt::format(">\n      <{0} type=\"{1}\" message=\"{2}\">{3}</{0}>\n    </testcase>\n",
                        element, base::word_of(one.verdict.value), in_xml(sentence(one, history)),
                        in_xml(details_of(one, history, judgement), false));
  }
  return text + "  </testsuite>\n";
}

}  // namespace

std::string junit(const std::vector<Judgement>& judgements, base::WallTime now) {
  Counts all;
  std::chrono::nanoseconds time{0};
  std::string suites;
  const auto add = [&](const std::vector<scenario::Judged>& judged,
                       const scenario::History* history, const Judgement& judgement) {
    if (judged.empty()) return;
    const Counts counts = counts_of(judged, judgement);
    all.tests += counts.tests;
    all.failures += counts.failures;
    if (history != nullptr) time += length_of(*history);
    suites += suite(judged, history, judgement, now);
  };
  for (const Judgement& judgement : judgements) {
    for (const Suite& one : judgement.suites) add(one.judged, &one.history, judgement);
    add(judgement.of_all, nullptr, judgement);
  }
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuites name=\"kms-random-mock\" tests=\"{}\" failures=\"{}\" errors=\"0\" "
      "time=\"{}\">\n{}</testsuites>\n",
      all.tests, all.failures, seconds(time), suites);
}

}  // namespace krm::contract
