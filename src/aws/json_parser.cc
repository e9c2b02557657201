// Defines parse_json. It turns the events of nlohmann's parser into our own tree. nlohmann's DOM
// would not do: it does not count levels. It also fails at a number beyond the range of a double,
// where AWS saturates.
#include <nlohmann/json.hpp>
#include <utility>

#include "aws/json_value.h"

namespace krm::aws {
namespace {

using Json = nlohmann::json;
using Kind = JsonValue::Kind;

constexpr int deepest = 1000;
constexpr int most_members = 10'000;
constexpr int most_overflows = 8;

class TreeBuilder final : public nlohmann::json_sax<Json> {
 public:
  explicit TreeBuilder(JsonValue& root) : next_(&root) {}

  // Where a number stands that a double cannot hold.
  struct Overflow {
    std::size_t end = 0;
    std::size_t size = 0;  // 0: there is none
  };
  Overflow overflow() const { return overflow_; }
  const std::string& why() const { return why_; }

  bool null() override {
    if (lists_ == 0 && !open_.empty()) open_.back()->members.pop_back();
    return true;
  }
  bool boolean(bool value) override { return put({.kind = Kind::boolean, .truth = value}); }
  bool number_integer(number_integer_t value) override {
    return put_number(static_cast<double>(value));
  }
  bool number_unsigned(number_unsigned_t value) override {
    return put_number(static_cast<double>(value));
  }
  bool number_float(number_float_t value, const string_t&) override { return put_number(value); }
  bool string(string_t& value) override {
    return put({.kind = Kind::string, .text = std::move(value)});
  }
  bool binary(binary_t&) override { return false; }

  bool start_object(std::size_t) override { return open(Kind::structure); }
  bool key(string_t& name) override {
    if (lists_ > 0) return true;
    if (++members_ > most_members) {
      why_ = "the body has more than " + std::to_string(most_members) + " members";
      return false;
    }
    auto& members = open_.back()->members;
    next_ = &members.emplace_back(JsonValue{.name = std::move(name)});
    return true;
  }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override { return open(Kind::list); }
  bool end_array() override { return close(); }

  // Ignores the library's own text. It would quote what the client sent, and that may be a secret.
  bool parse_error(std::size_t position, const std::string& last_token,
                   const nlohmann::detail::exception& error) override {
    constexpr int out_of_range = 406;
    if (error.id == out_of_range) overflow_ = {position, last_token.size()};
    why_ = "the body is not JSON, first seen at byte " + std::to_string(position);
    return false;
  }

 private:
  bool put(JsonValue value) {
    if (lists_ > 0) return true;
    value.name = std::move(next_->name);
    *next_ = std::move(value);
    return true;
  }

  bool put_number(double value) { return put({.kind = Kind::number, .number = value}); }

  bool open(Kind kind) {
    if (++depth_ > deepest) {
      why_ = "the body nests deeper than " + std::to_string(deepest) + " levels";
      return false;
    }
    if (lists_ == 0) {
      next_->kind = kind;
      if (kind == Kind::structure) open_.push_back(next_);
    }
    if (lists_ > 0 || kind == Kind::list) ++lists_;
    return true;
  }

  bool close() {
    --depth_;
    if (lists_ > 0) {
      --lists_;
    } else {
      open_.pop_back();
    }
    return true;
  }

  JsonValue* next_;               // where the next value goes
  std::vector<JsonValue*> open_;  // structures not ended yet; none moves while it is open
  int lists_ = 0;                 // levels from the outermost open list on; nothing in it is kept
  int depth_ = 0;
  int members_ = 0;
  Overflow overflow_;
  std::string why_;
};

}  // namespace

tl::expected<JsonValue, Error> parse_json(std::string_view text) {
  const auto malformed = [](std::string why) {
    return tl::unexpected(Error(error_named("SerializationException"), {}, std::move(why)));
  };
  if (text.empty()) return malformed("the body is empty");
  // nlohmann takes a NUL for the end of its input.
  if (text.find('\0') != std::string_view::npos) return malformed("the body holds a NUL byte");

  std::string mended;  // a copy, once there is a number to replace
  for (int overflows = 0; overflows <= most_overflows; ++overflows) {
    JsonValue root;
    TreeBuilder builder(root);
    if (Json::sax_parse(text.begin(), text.end(), &builder)) {
      if (root.kind == Kind::structure || root.kind == Kind::list) return root;
      return malformed("the body is JSON, but neither an object nor a list");
    }
    const auto [end, size] = builder.overflow();
    if (size == 0) return malformed(builder.why());
    // Overwrite the literal, at least "1e309", by one that is also out of every range that counts
    // here.
    const std::size_t begin = end - size;
    if (mended.empty()) mended = text;
    const std::string stand_in = mended[begin] == '-' ? "-9e9" : "9e9";
    mended.replace(begin, size, stand_in + std::string(size - stand_in.size(), ' '));
    text = mended;
  }
  return malformed("the body holds too many numbers beyond any range");
}

}  // namespace krm::aws
