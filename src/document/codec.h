// A Codec<T> reads a T from a Node, writes one, and tells its Shape. Here are those of values,
// lists and tables. document/fields has those of structs, document/choice those of variants.
//
// read() returns the value. If the node is no such value, it adds a mistake and returns nothing. It
// goes on as far as it can, so that all mistakes of a file come out at once. A right value may
// refer to a file, to another part, or to its neighbours in a list. If that is wrong, read() adds a
// mistake and still returns the value. What write() makes, read() reads back as an equal value.
#pragma once

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
#include "document/reading.h"
#include "document/shape.h"

namespace krm::document {

using base::Milliseconds;

// Adds the mistake "expected WHAT, found NODE: HINT". Without a hint the message ends at NODE.
void expected(const Node& node, std::string_view what, Reading& reading,
              std::string_view hint = {});

// Returns the noun with its article: "a fault", "an entropy source".
std::string with_article(std::string_view noun);

template <typename T>
struct Codec;

// A form tells a codec what the type alone does not, such as limits. AnyForm tells nothing.
struct AnyForm {};

struct Integers {
  std::int64_t least = 0;
  std::int64_t most = 9'007'199'254'740'991;  // 2^53 - 1: exact in every reader of JSON
  std::string_view hint{};                    // what to write in place of one out of range
};

struct Numbers {
  double least = 0;
  double most = 1;
  bool may_be_per_cent = false;  // "5%" is 0.05
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
  bool secret = false;  // no message may quote it
};

template <>
struct Codec<bool> {
  using Form = AnyForm;
  static std::optional<bool> read(const Node& node, const Form& form, Reading& reading);
  static Node write(bool value);
  static Shape shape(const Form& form);
};

template <>
struct Codec<std::int64_t> {
  using Form = Integers;
  static std::optional<std::int64_t> read(const Node& node, const Form& form, Reading& reading);
  static Node write(std::int64_t value);
  static Shape shape(const Form& form);
};

template <>
struct Codec<double> {
  using Form = Numbers;
  static std::optional<double> read(const Node& node, const Form& form, Reading& reading);
  static Node write(double value);
  static Shape shape(const Form& form);
};

template <>
struct Codec<std::string> {
  using Form = TextForm;
  static std::optional<std::string> read(const Node& node, const Form& form, Reading& reading);
  static Node write(const std::string& value);
  static Shape shape(const Form& form);
};

template <>
struct Codec<Milliseconds> {
  using Form = Times;
  static std::optional<Milliseconds> read(const Node& node, const Form& form, Reading& reading);
  static Node write(Milliseconds value);
  static Shape shape(const Form& form);
};

// Reads pairs of hexadecimal digits. Spaces and line feeds between pairs do not count.
template <>
struct Codec<base::Bytes> {
  using Form = AnyForm;
  static std::optional<base::Bytes> read(const Node& node, const Form& form, Reading& reading);
  static Node write(const base::Bytes& value);
  static Shape shape(const Form& form);
};

// A Guess is a name that people try first, and what is written in its place.
struct Guess {
  std::string_view name;
  std::string_view in_its_place;
};
using Guesses = std::span<const Guess>;

// Adds the mistake "there is no FAMILY "NAME"". Says what `guesses` has in its place, else what
// `names` suggest.
void refuse_unknown_name(Mark mark, std::string_view family, std::string_view name,
                         const std::vector<std::string_view>& names, Reading& reading,
                         Guesses guesses = {});

// Adds such a mistake for each member that `keys` does not name. Returns true if there is none.
bool refuse_unknown_keys(const Node& node, std::string_view name,
                         const std::vector<std::string_view>& keys, Reading& reading,
                         Guesses guesses = {});

// Returns the index of the node in `words`. On failure adds a mistake and returns nothing.
std::optional<std::size_t> read_word(const Node& node, std::string_view family,
                                     const std::vector<std::string_view>& words, Reading& reading);
Shape shape_of_words(std::string_view family, const std::vector<std::string_view>& words);

template <base::Words E>
struct Codec<E> {
  using Form = AnyForm;
  static std::optional<E> read(const Node& node, const Form&, Reading& reading) {
    const auto index = read_word(node, family_of(E{}), base::all_words<E>(), reading);
    if (!index) return std::nullopt;
    return words_of(E{})[*index].second;
  }
  static Node write(E value) {
    return Node::scalar(Node::Kind::text, std::string(base::word_of(value)));
  }
  static Shape shape(const Form&) { return shape_of_words(family_of(E{}), base::all_words<E>()); }
};

// A Holder is a struct around one value, to which its constant `held` points. Only that is written.
template <typename T>
concept Holder = requires(T holder) { holder.*T::held; };

template <Holder T>
struct Codec<T> {
  using Held = std::remove_cvref_t<decltype(std::declval<T&>().*T::held)>;
  using Form = typename Codec<Held>::Form;
  static std::optional<T> read(const Node& node, const Form& form, Reading& reading) {
    auto held = Codec<Held>::read(node, form, reading);
    if (!held) return std::nullopt;
    T value{};
    value.*T::held = std::move(*held);
    return value;
  }
  static Node write(const T& value) { return Codec<Held>::write(value.*T::held); }
  static Shape shape(const Form& form) { return Codec<Held>::shape(form); }
};

template <typename T>
struct Codec<std::optional<T>> {
  using Form = typename Codec<T>::Form;
  static std::optional<std::optional<T>> read(const Node& node, const Form& form,
                                              Reading& reading) {
    auto value = Codec<T>::read(node, form, reading);
    if (!value) return std::nullopt;
    return std::optional<std::optional<T>>(std::move(value));
  }
  static Node write(const std::optional<T>& value) { return Codec<T>::write(*value); }
  static Shape shape(const Form& form) { return Codec<T>::shape(form); }
};

template <typename T>
struct Codec<std::vector<T>> {
  using Form = typename Codec<T>::Form;
  static std::optional<std::vector<T>> read(const Node& node, const Form& form, Reading& reading) {
    if (node.kind != Node::Kind::list || node.items.empty()) {
      const bool is_one = node.kind == Node::Kind::mapping || node.kind == Node::Kind::text;
      expected(node, "a list of at least one", reading, is_one ? "put it in brackets" : "");
      return std::nullopt;
    }
    std::vector<T> values;
    for (const Node& item : node.items) {
      if (auto value = Codec<T>::read(item, form, reading)) values.push_back(std::move(*value));
    }
    if constexpr (requires { T::check_list(node, reading); }) T::check_list(node, reading);
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

// A OneOrMore is one value or a list of them. It is always written as a list.
template <typename T>
struct OneOrMore {
  std::vector<T> values;
  static constexpr auto held = &OneOrMore::values;
  bool operator==(const OneOrMore&) const = default;
};

template <typename T>
struct Codec<OneOrMore<T>> {
  using Form = typename Codec<T>::Form;
  static std::optional<OneOrMore<T>> read(const Node& node, const Form& form, Reading& reading) {
    if (node.kind == Node::Kind::list) {
      auto values = Codec<std::vector<T>>::read(node, form, reading);
      if (!values) return std::nullopt;
      return OneOrMore<T>{std::move(*values)};
    }
    auto value = Codec<T>::read(node, form, reading);
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

// A Reference says that a key is one of the keys of the mapping `where`, at the top of the file.
struct Reference {
  std::string_view where{};
  std::string_view noun{};
};

// Adds the mistake "the scenario has no NOUN "KEY"" unless it has one.
void check_reference(const Member& member, const Reference& reference, Reading& reading);

// Adds a mistake for each item whose text under `key` is also that of an earlier item. `what` is an
// item in words: "a rule".
void check_unique(const Node& list, std::string_view key, std::string_view what, Reading& reading);

// A TableForm is the form of a table, whose keys the user chooses.
template <typename ValueForm>
struct TableForm {
  TextForm key{};
  ValueForm value{};
  Reference refers{};  // by default to nothing
};

template <typename T>
using Table = std::map<std::string, T>;

template <typename T>
struct Codec<Table<T>> {
  using Form = TableForm<typename Codec<T>::Form>;
  static std::optional<Table<T>> read(const Node& node, const Form& form, Reading& reading) {
    if (node.kind != Node::Kind::mapping || node.members.empty()) {
      expected(node, "a mapping of at least one key", reading);
      return std::nullopt;
    }
    bool complete = true;
    Table<T> table;
    for (const Member& member : node.members) {
      if (form.key.holds != nullptr && !form.key.holds(member.key)) {
        complete = false;
        reading.refuse(member.mark, "expected " + std::string(form.key.what) + ", found \"" +
                                        printable(member.key) + "\"");
      }
      auto value = Codec<T>::read(member.value.front(), form.value, reading);
      complete = complete && value.has_value();
      if (value) table.emplace(member.key, std::move(*value));
      if (!form.refers.where.empty()) check_reference(member, form.refers, reading);
    }
    if (!complete) return std::nullopt;
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
