#include "tests/support/reference.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <vector>

#include "scenario/scenario.h"
#include "tests/support/pages.h"

namespace krm::test {
namespace {

using document::Codec;
using document::Shape;

std::string cell(std::string text) {
  for (auto at = text.find('|'); at != std::string::npos; at = text.find('|', at + 2)) {
    text.replace(at, 1, "\\|");
  }
  return text;
}

struct Section {
  std::string called;  // in the words of the shapes, where it is the value of a key
  std::string title;
  std::vector<Shape> members{};
};

// The parts of a file that have a title. A mapping that is found in several places gets a table as
// well, behind these.
std::vector<Section> titled() {
  return {{"a mapping (scenario)", "The file"},
          {"a mapping (rule)", "A rule"},
          {"when", "A condition (`when`)"},
          {"a fault", "A fault (`do`)"},
          {"a damage", "Damage (`payload`)"},
          {"an entropy source", "An entropy source (`source`)"},
          {"a mapping (key store)", "A key store"},
          {"a mapping (credential)", "A credential"},
          {"a mapping (recipient)", "Attestation (`recipient`)"},
          {"a mapping (event)", "An event (`timeline`)"},
          {"a mapping (expect)", "Expectations (`expect`)"}};
}

bool is_one_key(const Shape& shape) { return shape.one_key; }

// One of several mappings, told apart by a key that has to be there and has one possible word.
bool is_tagged(const Shape& shape) {
  return !shape.members.empty() && shape.members.front().required &&
         shape.members.front().words.size() == 1;
}

// The alternatives of a choice that one of their keys names, as if that name were their key.
std::vector<Shape> tagged_alternatives(const Shape& choice) {
  std::vector<Shape> all;
  for (const Shape& one : choice.inner) {
    if (!is_tagged(one)) continue;
    const Shape& tag = one.members.front();
    Shape fields = one;
    fields.members.erase(fields.members.begin());
    fields.what = fields.members.empty() ? "" : "with these keys beside it";
    all.push_back(document::member_of(tag.what, tag.help, false, std::move(fields)));
  }
  return all;
}

// The mappings of known keys that a value may be or hold: `what` says how they are called, and
// `members` what may stand in them.
std::vector<Shape> mappings_in(const Shape& shape) {
  if (shape.kind == Shape::Kind::any_of && std::ranges::any_of(shape.inner, is_tagged)) {
    return {{.what = shape.what, .members = tagged_alternatives(shape)}};
  }
  const auto one_key = std::ranges::find_if(shape.inner, is_one_key);
  if (shape.kind == Shape::Kind::any_of && one_key != shape.inner.end()) {
    return {{.what = shape.what, .members = one_key->members}};
  }
  std::vector<Shape> all;
  if (!shape.members.empty()) all.push_back({.what = shape.what, .members = shape.members});
  for (const Shape& inner : shape.inner) {
    for (Shape& mapping : mappings_in(inner)) {
      if (std::ranges::find(all, mapping.what, &Shape::what) == all.end()) {
        all.push_back(std::move(mapping));
      }
    }
  }
  return all;
}

// Finds every mapping that a file may hold, and which of them get a table.
class Sections {
 public:
  Sections() : all_(titled()) {
    take({.what = "a mapping (scenario)", .members = Codec<scenario::Scenario>::shape({}).members});
    take({.what = "when", .members = Codec<scenario::When>::definition().members});
  }

  std::string text() const {
    std::string text;
    for (const Section& section : all_) {
      text += fmt::format("## {}\n\n| key | value | meaning |\n|---|---|---|\n", section.title);
      add_rows(section.members, "", text);
      text += '\n';
    }
    return text;
  }

 private:
  Section* find(std::string_view called) {
    const auto found = std::ranges::find(all_, called, &Section::called);
    return found == all_.end() ? nullptr : &*found;
  }

  void take(const Shape& mapping) {
    const bool is_named = mapping.what.starts_with("a mapping (");
    const int times = ++times_[mapping.what];
    if (times == 2 && is_named && find(mapping.what) == nullptr) {
      all_.push_back({mapping.what, "A" + mapping.what.substr(1), mapping.members});
    }
    if (is_named && times > 1) return;
    if (Section* section = find(mapping.what)) section->members = mapping.members;
    for (const Shape& member : mapping.members) {
      for (const Shape& inner : mappings_in(member)) take(inner);
    }
  }

  // With links to the tables that it speaks of.
  std::string value_of(const Shape& member) const {
    std::string text = cell(member.what);
    for (const auto& [called, title, members] : all_) {
      const auto at = text.rfind(called);
      if (at == std::string::npos) continue;
      const auto end = at + called.size();
      if (end != text.size() && text[end] != ',') continue;
      const std::string shown = called == "when" ? "a condition" : called;
      text.replace(at, called.size(), fmt::format("[{}](#{})", shown, anchor_of(title)));
    }
    if (member.required) text += " (required)";
    if (!member.standard.empty()) text += fmt::format(" ({})", member.standard);
    return text;
  }

  void add_rows(const std::vector<Shape>& members, const std::string& indent,
                std::string& text) const {
    for (const Shape& member : members) {
      text += fmt::format("| {}`{}` | {} | {} |\n", indent, member.key, value_of(member),
                          cell(member.help));
      for (const Shape& mapping : mappings_in(member)) {
        if (std::ranges::find(all_, mapping.what, &Section::called) != all_.end()) continue;
        add_rows(mapping.members, indent + "&emsp;", text);
      }
    }
  }

  std::vector<Section> all_;
  std::map<std::string, int> times_;
};

}  // namespace

std::string reference() { return Sections().text(); }

}  // namespace krm::test
