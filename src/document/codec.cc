#include "document/codec.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/hex.h"
#include "base/number.h"

namespace krm::document {
namespace {

std::string what_of(const Integers& form) {
  if (form.least == form.most) return fmt::format("the number {}", form.least);
  if (form.most == Integers{}.most) return fmt::format("a whole number from {}", form.least);
  return fmt::format("a whole number from {} to {}", form.least, form.most);
}

std::string what_of(const Numbers& form) {
  return fmt::format("a number from {} to {}{}", form.least, form.most,
                     form.may_be_per_cent ? ", or per cent, as 5%" : "");
}

std::string what_of(const Times& form) {
  return fmt::format("a time with a unit from {} to {}", base::to_text(form.least),
                     base::to_text(form.most));
}

std::optional<std::int64_t> integer(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  if (text.starts_with("0x")) return base::number_in<std::int64_t>(text.substr(2), 16);
  if (text.starts_with("0o")) return base::number_in<std::int64_t>(text.substr(2), 8);
  return base::number_in<std::int64_t>(text);
}

std::string instead_of(std::string_view name, const std::vector<std::string_view>& names,
                       Guesses guesses) {
  const auto guessed = std::ranges::find(guesses, name, &Guess::name);
  if (guessed == guesses.end()) return suggestion(name, names);
  const bool is_a_name = guessed->in_its_place.find_first_of("\": ") == std::string_view::npos;
  const std::string_view quote = is_a_name ? "\"" : "";
  return fmt::format("; write {0}{1}{0}", quote, guessed->in_its_place);
}

// Returns whether the text is what the schema has for per cent: 5%, 12.5%, 100%.
bool is_plain_per_cent(std::string_view text) {
  text.remove_suffix(1);
  const std::string_view whole = text.substr(0, text.find('.'));
  const std::string_view rest = text.substr(whole.size());
  const auto all = [](std::string_view part, std::string_view digits) {
    return !part.empty() && part.find_first_not_of(digits) == std::string_view::npos;
  };
  if (!rest.empty() && !all(rest.substr(1), whole == "100" ? "0" : "0123456789")) return false;
  return whole == "100" || (whole.size() <= 2 && all(whole, "0123456789"));
}

bool looks_like_a_number(const Node& node) {
  return node.kind == Node::Kind::text && kind_of_plain(node.text) != Node::Kind::text;
}

}  // namespace

std::string with_article(std::string_view noun) {
  const bool vowel = std::string_view("aeiou").find(noun.front()) != std::string_view::npos;
  return fmt::format("{} {}", vowel ? "an" : "a", noun);
}

void expected(const Node& node, std::string_view what, Reading& reading, std::string_view hint) {
  std::string found = described(node);
  if (node.kind == Node::Kind::list && node.items.empty()) found = "an empty list";
  if (node.kind == Node::Kind::mapping && node.members.empty()) found = "an empty mapping";
  reading.refuse(node.mark, fmt::format("expected {}, found {}{}{}", what, found,
                                        hint.empty() ? "" : ": ", hint));
}

std::optional<bool> Codec<bool>::read(const Node& node, const Form&, Reading& reading) {
  if (node.kind == Node::Kind::boolean) return node.text.front() == 't' || node.text.front() == 'T';
  expected(node, "true or false", reading);
  return std::nullopt;
}

Node Codec<bool>::write(bool value) {
  return Node::scalar(Node::Kind::boolean, value ? "true" : "false");
}

Shape Codec<bool>::shape(const Form&) {
  return {.kind = Shape::Kind::boolean, .what = "true or false"};
}

std::optional<std::int64_t> Codec<std::int64_t>::read(const Node& node, const Form& form,
                                                      Reading& reading) {
  if (node.kind != Node::Kind::integer) {
    const bool quoted = looks_like_a_number(node);
    expected(node, what_of(form), reading,
             quoted ? fmt::format("write {} without quotes", printable(node.text)) : "");
    return std::nullopt;
  }
  const auto value = integer(node.text);
  if (value && *value >= form.least && *value <= form.most) return value;
  expected(node, what_of(form), reading, form.hint);
  return std::nullopt;
}

Node Codec<std::int64_t>::write(std::int64_t value) {
  return Node::scalar(Node::Kind::integer, std::to_string(value));
}

Shape Codec<std::int64_t>::shape(const Form& form) {
  return {.kind = Shape::Kind::integer,
          .what = what_of(form),
          .least = static_cast<double>(form.least),
          .most = static_cast<double>(form.most)};
}

std::optional<double> Codec<double>::read(const Node& node, const Form& form, Reading& reading) {
  const bool per_cent =
      form.may_be_per_cent && node.kind == Node::Kind::text && node.text.ends_with('%');
  if (node.kind == Node::Kind::number || node.kind == Node::Kind::integer || per_cent) {
    std::string_view text = node.text;
    if (text.starts_with('+')) text.remove_prefix(1);
    if (per_cent) text.remove_suffix(1);
    auto value = base::number_in<double>(text);
    if (per_cent && !is_plain_per_cent(node.text)) value.reset();
    if (value && per_cent) *value /= 100;
    if (value && *value >= form.least && *value <= form.most) return value;
  }
  const bool quoted = looks_like_a_number(node);
  expected(node, what_of(form), reading,
           quoted ? fmt::format("write {} without quotes", printable(node.text)) : "");
  return std::nullopt;
}

Node Codec<double>::write(double value) {
  std::string text = fmt::format("{}", value);
  const Node::Kind kind = kind_of_plain(text);
  return Node::scalar(kind, std::move(text));
}

Shape Codec<double>::shape(const Form& form) {
  Shape number{
      .kind = Shape::Kind::number, .what = what_of(form), .least = form.least, .most = form.most};
  if (!form.may_be_per_cent) return number;
  const Shape per_cent{.kind = Shape::Kind::text,
                       .what = "per cent",
                       .pattern = "^(100(\\.0+)?|[0-9]{1,2}(\\.[0-9]+)?)%$"};
  return {.kind = Shape::Kind::any_of, .what = number.what, .inner = {number, per_cent}};
}

std::optional<std::string> Codec<std::string>::read(const Node& node, const Form& form,
                                                    Reading& reading) {
  if (node.kind == Node::Kind::text) {
    if (form.holds == nullptr || form.holds(node.text)) return node.text;
    expected(node, form.what, reading);
    return std::nullopt;
  }
  const bool scalar = node.is_scalar() && node.kind != Node::Kind::null;
  if (scalar && form.secret) {
    reading.refuse(node.mark, fmt::format("expected {}: write it in quotes", form.what));
    return std::nullopt;
  }
  expected(node, form.what, reading,
           scalar ? fmt::format("write \"{}\" in quotes", printable(node.text)) : "");
  return std::nullopt;
}

Node Codec<std::string>::write(const std::string& value) {
  return Node::scalar(Node::Kind::text, value);
}

Shape Codec<std::string>::shape(const Form& form) {
  return {.kind = Shape::Kind::text,
          .what = std::string(form.what),
          .pattern = std::string(form.pattern)};
}

std::optional<Milliseconds> Codec<Milliseconds>::read(const Node& node, const Form& form,
                                                      Reading& reading) {
  if (node.kind == Node::Kind::text) {
    const auto value = base::parse_duration(node.text, form.may_be_negative());
    if (value && *value >= form.least && *value <= form.most) return value;
  }
  const bool number = node.kind == Node::Kind::integer || node.kind == Node::Kind::number;
  std::string hint;
  if (node.kind == Node::Kind::integer || kind_of_plain(node.text) == Node::Kind::integer) {
    hint = fmt::format("write {0}s or {0}ms", printable(node.text));
  } else if (number ||
             (node.kind == Node::Kind::text && node.text.find('.') != std::string::npos)) {
    hint = "write a whole number and a unit, as 1500ms";
  }
  expected(node, what_of(form), reading, hint);
  return std::nullopt;
}

Node Codec<Milliseconds>::write(Milliseconds value) {
  return Node::scalar(Node::Kind::text, base::to_text(value));
}

Shape Codec<Milliseconds>::shape(const Form& form) {
  return {.kind = Shape::Kind::text,
          .what = what_of(form),
          .pattern = form.may_be_negative() ? "^-?[0-9]+(ms|s|m|h)$" : "^[0-9]+(ms|s|m|h)$"};
}

std::optional<base::Bytes> Codec<base::Bytes>::read(const Node& node, const Form&,
                                                    Reading& reading) {
  constexpr std::string_view what = "bytes as pairs of hexadecimal digits, in quotes";
  if (node.kind == Node::Kind::text) {
    auto bytes = base::from_hex(node.text, " \n");
    if (bytes && !bytes->empty()) return bytes;
  }
  const bool number = node.kind == Node::Kind::integer || node.kind == Node::Kind::number;
  expected(node, what, reading,
           number ? fmt::format("write \"{}\" in quotes", printable(node.text)) : "");
  return std::nullopt;
}

Node Codec<base::Bytes>::write(const base::Bytes& value) {
  return Node::scalar(Node::Kind::text, base::to_hex(value));
}

Shape Codec<base::Bytes>::shape(const Form&) {
  return {.kind = Shape::Kind::text,
          .what = "bytes as pairs of hexadecimal digits, in quotes",
          .pattern = "^[ \\n]*([0-9a-fA-F]{2}[ \\n]*)+$"};
}

void refuse_unknown_name(Mark mark, std::string_view family, std::string_view name,
                         const std::vector<std::string_view>& names, Reading& reading,
                         Guesses guesses) {
  reading.refuse(mark, fmt::format("there is no {} \"{}\"{}", family, printable(name),
                                   instead_of(name, names, guesses)));
}

bool refuse_unknown_keys(const Node& node, std::string_view name,
                         const std::vector<std::string_view>& keys, Reading& reading,
                         Guesses guesses) {
  const std::size_t before = reading.mistakes.count();
  for (const Member& member : node.members) {
    if (std::ranges::find(keys, member.key) != keys.end()) continue;
    reading.refuse(member.mark,
                   fmt::format("\"{}\" has no key \"{}\"{}", name, printable(member.key),
                               instead_of(member.key, keys, guesses)));
  }
  return reading.mistakes.count() == before;
}

std::optional<std::size_t> read_word(const Node& node, std::string_view family,
                                     const std::vector<std::string_view>& words, Reading& reading) {
  if (node.kind != Node::Kind::text) {
    expected(node, shape_of_words(family, words).what, reading);
    return std::nullopt;
  }
  const auto found = std::ranges::find(words, node.text);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  refuse_unknown_name(node.mark, family, node.text, words, reading);
  return std::nullopt;
}

void check_reference(const Member& member, const Reference& reference, Reading& reading) {
  std::vector<std::string_view> keys;
  if (const Node* there = reading.whole.find(reference.where)) {
    for (const Member& known : there->members) keys.push_back(known.key);
  }
  if (std::ranges::find(keys, member.key) != keys.end()) return;
  const std::string hint = keys.empty() ? fmt::format("; add it to \"{}\"", reference.where)
                                        : suggestion(member.key, keys);
  reading.refuse(member.mark, fmt::format("the scenario has no {} \"{}\"{}", reference.noun,
                                          printable(member.key), hint));
}

void check_unique(const Node& list, std::string_view key, std::string_view what, Reading& reading) {
  std::map<std::string_view, int> lines;
  for (const Node& item : list.items) {
    const Node* value = item.find(key);
    if (value == nullptr || value->kind != Node::Kind::text) continue;
    const auto [first, added] = lines.emplace(value->text, value->mark.line);
    if (added) continue;
    reading.refuse(value->mark, fmt::format("{} \"{}\" is on line {} already; give it another name",
                                            what, printable(value->text), first->second));
  }
}

Shape shape_of_words(std::string_view family, const std::vector<std::string_view>& words) {
  std::string what = fmt::format("one of {} {}s", words.size(), family);
  if (words.size() <= 8) {
    what.clear();
    for (const auto word : words) what += fmt::format("{}{}", what.empty() ? "" : " | ", word);
  }
  return {
      .kind = Shape::Kind::text, .what = std::move(what), .words = {words.begin(), words.end()}};
}

}  // namespace krm::document
