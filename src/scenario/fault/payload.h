// Payload sends bytes that are too few, too many, or not as they should be, under 200. An SDK lets
// them through, and the code behind it has to notice.
#pragma once

#include "scenario/fault_traits.h"

namespace krm::scenario::fault {

struct ShortBy {
  static constexpr std::string_view name = "short_by";
  static constexpr std::string_view help = "fewer bytes than asked for, at least none";
  static constexpr std::string_view shorthand = "bytes";
  static void fields(auto& field) {
    field.required("bytes", &ShortBy::bytes, "how many fewer", Integers{1, 1024});
  }
  void damage(Plan& plan) const { plan.longer = -bytes; }
  std::int64_t bytes = 1;
  bool operator==(const ShortBy&) const = default;
};

struct LongBy {
  static constexpr std::string_view name = "long_by";
  static constexpr std::string_view help =
      "more bytes than asked for, at most 4096 in all; fixed bytes are repeated";
  static constexpr std::string_view shorthand = "bytes";
  static void fields(auto& field) {
    field.required("bytes", &LongBy::bytes, "how many more", Integers{1, 4096});
  }
  void damage(Plan& plan) const { plan.longer = bytes; }
  std::int64_t bytes = 1;
  bool operator==(const LongBy&) const = default;
};

struct Empty {
  static constexpr std::string_view name = "empty";
  static constexpr std::string_view help = "no bytes: an empty text";
  static void fields(auto&) {}
  void damage(Plan& plan) const { plan.longer = -4096; }
  bool operator==(const Empty&) const = default;
};

struct Missing {
  static constexpr std::string_view name = "missing";
  static constexpr std::string_view help = "the member is not there: {}";
  static void fields(auto&) {}
  void damage(Plan& plan) const { plan.writing = Writing::missing; }
  bool operator==(const Missing&) const = default;
};

struct Null {
  static constexpr std::string_view name = "null";
  static constexpr std::string_view help = "the member is null; write it in quotes, \"null\"";
  static void fields(auto&) {}
  void damage(Plan& plan) const { plan.writing = Writing::null; }
  bool operator==(const Null&) const = default;
};

struct BadBase64 {
  static constexpr std::string_view name = "bad_base64";
  static constexpr std::string_view help =
      "the text lacks its padding, or its last character where it has none";
  static void fields(auto&) {}
  void damage(Plan& plan) const { plan.writing = Writing::bad_base64; }
  bool operator==(const BadBase64&) const = default;
};

struct WrongType {
  static constexpr std::string_view name = "wrong_type";
  static constexpr std::string_view help = "the member is the number 12345";
  static void fields(auto&) {}
  void damage(Plan& plan) const { plan.writing = Writing::wrong_type; }
  bool operator==(const WrongType&) const = default;
};

struct BrokenJson {
  static constexpr std::string_view name = "broken_json";
  static constexpr std::string_view help = "the body lacks its last two characters, \"}";
  static void fields(auto&) {}
  void damage(Plan& plan) const { plan.writing = Writing::broken_json; }
  bool operator==(const BrokenJson&) const = default;
};

struct DamageFamily {
  static constexpr std::string_view family = "damage";
};

using Damage =
    OneOf<DamageFamily, ShortBy, LongBy, Empty, Missing, Null, BadBase64, WrongType, BrokenJson>;

struct Payload {
  static constexpr std::string_view name = "payload";
  static constexpr std::string_view help =
      "damages the random bytes, or the member that holds them";
  static constexpr std::string_view shorthand = "damage";
  static constexpr bool bare = true;
  static constexpr Slot slot = Slot::content;
  static constexpr Part acts_on = Part::random_bytes;
  static constexpr std::array<std::string_view, 3> withholding{Missing::name, Null::name,
                                                               WrongType::name};
  static constexpr std::array excludes{Exclusion{
      Part::sealed_bytes, "then no sealed bytes are sent; take one of the two away", withholding}};
  static void fields(auto& field) { field.required("damage", &Payload::damage, "how"); }

  void apply(Plan& plan, const RuleDice&) const {
    std::visit([&](const auto& how) { how.damage(plan); }, damage.value);
  }

  Damage damage;
  bool operator==(const Payload&) const = default;
};

}  // namespace krm::scenario::fault
