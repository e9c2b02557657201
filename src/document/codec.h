// How values stand in a scenario file. A Codec<T> reads a T from a Node, writes one and tells its
// Shape. Those of single values are here; document/fields has those of structs, document/choice
// those of variants.
//
// read() returns nothing exactly when it has added a mistake; it goes on as far as it can, so that
// all mistakes of a file come out at once. What write() makes, read() reads back as an equal value.
//
// Thread-safety: functions of their arguments.
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/duration.h"
#include "base/words.h"
#include "document/mistake.h"
#include "document/node.h"
#include "document/shape.h"

namespace krm::document {

using base::Milliseconds;

// Adds "expected WHAT, found NODE".
void expected(const Node& node, std::string_view what, Mistakes& mistakes,
              std::string_view hint = {});

// "a fault", "an entropy source".
std::string with_article(std::string_view noun);

template <typename T>
struct Codec;

// What a codec needs to know besides the type: the form of a field.
struct AnyForm {};

struct Integers {
  std::int64_t least = 0;
  std::int64_t most = 9'007'199'254'740'991;  // 2^53 - 1: exact in every reader of JSON
  std::string_view hint{};                    // what to write instead of what is out of range
};

struct Numbers {
  double least = 0;
  double most = 1;
};

struct Times {
  Milliseconds least{0};
  Milliseconds most{std::chrono::hours(24)};
  bool may_be_negative() const { return least.count() < 0; }
};

struct TextForm {
  std::string_view what = "text";
  std::string_view pattern{};  // an anchored regular expression, for the schema
  bool (*holds)(std::string_view) = nullptr;
  bool secret = false;  // so that no message may quote it
};

template <>
struct Codec<bool> {
  using Form = AnyForm;
  static std::optional<bool> read(const Node& node, const Form& form, Mistakes& mistakes);
  static Node write(bool value);
  static Shape shape(const Form& form);
};

template <>
struct Codec<std::int64_t> {
  using Form = Integers;
  static std::optional<std::int64_t> read(const Node& node, const Form& form, Mistakes& mistakes);
  static Node write(std::int64_t value);
  static Shape shape(const Form& form);
};

template <>
struct Codec<double> {
  using Form = Numbers;
  static std::optional<double> read(const Node& node, const Form& form, Mistakes& mistakes);
  static Node write(double value);
  static Shape shape(const Form& form);
};

template <>
struct Codec<std::string> {
  using Form = TextForm;
  static std::optional<std::string> read(const Node& node, const Form& form, Mistakes& mistakes);
  static Node write(const std::string& value);
  static Shape shape(const Form& form);
};

template <>
struct Codec<Milliseconds> {
  using Form = Times;
  static std::optional<Milliseconds> read(const Node& node, const Form& form, Mistakes& mistakes);
  static Node write(Milliseconds value);
  static Shape shape(const Form& form);
};

// Bytes as hexadecimal digits; blanks between pairs do not count.
template <>
struct Codec<base::Bytes> {
  using Form = AnyForm;
  static std::optional<base::Bytes> read(const Node& node, const Form& form, Mistakes& mistakes);
  static Node write(const base::Bytes& value);
  static Shape shape(const Form& form);
};

// Adds "there is no FAMILY "NAME"", and which one may have been meant.
void refuse_unknown_name(Mark mark, std::string_view family, std::string_view name,
                         const std::vector<std::string_view>& names, Mistakes& mistakes);

// One of a list of words.
std::optional<std::size_t> read_word(const Node& node, std::string_view family,
                                     const std::vector<std::string_view>& words,
                                     Mistakes& mistakes);
Shape shape_of_words(std::string_view family, const std::vector<std::string_view>& words);

template <base::Words E>
struct Codec<E> {
  using Form = AnyForm;
  static std::optional<E> read(const Node& node, const Form&, Mistakes& mistakes) {
    const auto index = read_word(node, family_of(E{}), base::all_words<E>(), mistakes);
    if (!index) return std::nullopt;
    return words_of(E{})[*index].second;
  }
  static Node write(E value) {
    return Node::scalar(Node::Kind::text, std::string(base::word_of(value)));
  }
  static Shape shape(const Form&) { return shape_of_words(family_of(E{}), base::all_words<E>()); }
};

template <typename T>
struct Codec<std::optional<T>> {
  using Form = typename Codec<T>::Form;
  static std::optional<std::optional<T>> read(const Node& node, const Form& form,
                                              Mistakes& mistakes) {
    auto value = Codec<T>::read(node, form, mistakes);
    if (!value) return std::nullopt;
    return std::optional<std::optional<T>>(std::move(value));
  }
  static Node write(const std::optional<T>& value) { return Codec<T>::write(*value); }
  static Shape shape(const Form& form) { return Codec<T>::shape(form); }
};

template <typename T>
struct Codec<std::vector<T>> {
  using Form = typename Codec<T>::Form;
  static std::optional<std::vector<T>> read(const Node& node, const Form& form,
                                            Mistakes& mistakes) {
    if (node.kind != Node::Kind::list || node.items.empty()) {
      expected(node, "a list of at least one", mistakes);
      return std::nullopt;
    }
    std::vector<T> values;
    for (const Node& item : node.items) {
      if (auto value = Codec<T>::read(item, form, mistakes)) values.push_back(std::move(*value));
    }
    if (values.size() != node.items.size()) return std::nullopt;
    return values;
  }
  static Node write(const std::vector<T>& values) {
    Node list{.kind = Node::Kind::list};
    for (const T& value : values) list.items.push_back(Codec<T>::write(value));
    return list;
  }
  static Shape shape(const Form& form) {
    Shape inner = Codec<T>::shape(form);
    return {.kind = Shape::Kind::list, .what = "a list, each item " + inner.what, .inner = {inner}};
  }
};

// One value, or a list of those that will do.
template <typename T>
struct OneOrMore {
  std::vector<T> values;
  bool operator==(const OneOrMore&) const = default;
};

template <typename T>
struct Codec<OneOrMore<T>> {
  using Form = typename Codec<T>::Form;
  static std::optional<OneOrMore<T>> read(const Node& node, const Form& form, Mistakes& mistakes) {
    if (node.kind == Node::Kind::list) {
      auto values = Codec<std::vector<T>>::read(node, form, mistakes);
      if (!values) return std::nullopt;
      return OneOrMore<T>{std::move(*values)};
    }
    auto value = Codec<T>::read(node, form, mistakes);
    if (!value) return std::nullopt;
    return OneOrMore<T>{{std::move(*value)}};
  }
  static Node write(const OneOrMore<T>& value) {
    return Codec<std::vector<T>>::write(value.values);
  }
  static Shape shape(const Form& form) {
    Shape one = Codec<T>::shape(form);
    Shape more = Codec<std::vector<T>>::shape(form);
    std::string what = one.what + ", or a list of those";
    return {.kind = Shape::Kind::any_of, .what = std::move(what), .inner = {one, more}};
  }
};

// Keys of the user's own choice.
template <typename ValueForm>
struct TableForm {
  TextForm key{};
  ValueForm value{};
};

template <typename T>
using Table = std::map<std::string, T>;

template <typename T>
struct Codec<Table<T>> {
  using Form = TableForm<typename Codec<T>::Form>;
  static std::optional<Table<T>> read(const Node& node, const Form& form, Mistakes& mistakes) {
    if (node.kind != Node::Kind::mapping || node.members.empty()) {
      expected(node, "a mapping of at least one key", mistakes);
      return std::nullopt;
    }
    const std::size_t before = mistakes.count();
    Table<T> table;
    for (const Member& member : node.members) {
      if (form.key.holds != nullptr && !form.key.holds(member.key)) {
        mistakes.add(member.mark, "expected " + std::string(form.key.what) + ", found \"" +
                                      printable(member.key) + "\"");
      }
      auto value = Codec<T>::read(member.value.front(), form.value, mistakes);
      if (value) table.emplace(member.key, std::move(*value));
    }
    if (mistakes.count() != before) return std::nullopt;
    return table;
  }
  static Node write(const Table<T>& table) {
    Node node{.kind = Node::Kind::mapping};
    for (const auto& [key, value] : table) node.add(key, Codec<T>::write(value));
    return node;
  }
  static Shape shape(const Form& form) {
    Shape inner = Codec<T>::shape(form.value);
    std::string what = "keys: " + std::string(form.key.what) + "; values: " + inner.what;
    return {.kind = Shape::Kind::mapping,
            .what = std::move(what),
            .pattern = std::string(form.key.pattern),
            .inner = {inner}};
  }
};

}  // namespace krm::document
