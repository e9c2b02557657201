#include "nitro/cbor_reader.h"

#include <cbor.h>
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/utf8.h"

namespace krm::nitro {
namespace {

using Kind = CborItem::Kind;

// Builds an item from the events of libcbor's decoder. It does not use libcbor's own builder: among
// other things that allocates what the head of an array asks for, present or not.
class Builder {
 public:
  // Says how many bytes are left, from the head of the next event on.
  void set_left(std::size_t left) { left_ = left; }

  void add(CborItem item) {
    if (!has_room()) return;
    if (item.is(Kind::text) && base::first_invalid_utf8(item.text())) {
      return fail("has a text that is not UTF-8");
    }
    place(std::move(item));
  }

  void open(Kind kind, std::uint64_t size) {
    const std::uint64_t each = kind == Kind::map ? 2 : 1;
    if (size > left_ / each) return fail("has a head that promises more items than bytes follow");
    if (!has_room()) return;
    if (open_.size() == deepest_cbor) {
      return fail(fmt::format("is nested deeper than {}", deepest_cbor));
    }
    open_.push_back({.item = {.kind = kind}, .missing = size * each});
    close_what_is_whole();
  }

  void fail(std::string why) {
    if (why_.empty()) why_ = std::move(why);
  }

  bool whole() const { return whole_; }
  const std::string& why() const { return why_; }
  CborItem take() { return std::move(root_); }

 private:
  struct Open {
    CborItem item;
    std::uint64_t missing;
  };

  // Counts one more item, and returns whether there is room for it.
  bool has_room() {
    if (++count_ > most_cbor_items) fail(fmt::format("has more than {} items", most_cbor_items));
    return count_ <= most_cbor_items;
  }

  void place(CborItem item) {
    if (open_.empty()) {
      root_ = std::move(item);
      whole_ = true;
      return;
    }
    open_.back().item.items.push_back(std::move(item));
    --open_.back().missing;
    close_what_is_whole();
  }

  void close_what_is_whole() {
    if (open_.empty() || open_.back().missing > 0) return;
    CborItem item = std::move(open_.back().item);
    open_.pop_back();
    if (item.is(Kind::map) && has_a_key_twice(item)) return fail("has a map with a key twice");
    place(std::move(item));
  }

  static bool has_a_key_twice(const CborItem& map) {
    std::vector<const CborItem*> keys;
    for (std::size_t i = 0; i < map.items.size(); i += 2) keys.push_back(&map.items[i]);
    std::ranges::sort(keys, [](const CborItem* a, const CborItem* b) { return before(*a, *b); });
    return std::ranges::adjacent_find(keys, [](const CborItem* a, const CborItem* b) {
             return !before(*a, *b);
           }) != keys.end();
  }

  // Orders keys. Two arrays count as equal, and so do two maps: nobody has two such keys.
  static bool before(const CborItem& a, const CborItem& b) {
    if (a.kind != b.kind) return a.kind < b.kind;
    if (a.number != b.number) return a.number < b.number;
    return std::ranges::lexicographical_compare(a.string, b.string);
  }

  std::vector<Open> open_;
  CborItem root_;
  bool whole_ = false;
  std::size_t left_ = 0;
  std::size_t count_ = 0;
  std::string why_;
};

Builder& builder(void* context) { return *static_cast<Builder*>(context); }

template <typename Number>
void add_unsigned(void* context, Number number) {
  builder(context).add({.kind = Kind::unsigned_integer, .number = number});
}

template <typename Number>
void add_negative(void* context, Number number) {
  builder(context).add({.kind = Kind::negative_integer, .number = number});
}

template <Kind kind>
void add_string(void* context, cbor_data data, std::size_t size) {
  builder(context).add({.kind = kind, .string = {data, size}});
}

template <Kind kind>
void open(void* context, std::size_t size) {
  builder(context).open(kind, size);
}

constexpr std::string_view has_a_tag = "has a tag where none may be";

void refuse_indefinite(void* context) { builder(context).fail("has an item of indefinite length"); }

template <typename Number>
void refuse_float(void* context, Number) {
  builder(context).fail("has a floating-point number");
}

constexpr cbor_callbacks callbacks{
    .uint8 = add_unsigned<std::uint8_t>,
    .uint16 = add_unsigned<std::uint16_t>,
    .uint32 = add_unsigned<std::uint32_t>,
    .uint64 = add_unsigned<std::uint64_t>,
    .negint64 = add_negative<std::uint64_t>,
    .negint32 = add_negative<std::uint32_t>,
    .negint16 = add_negative<std::uint16_t>,
    .negint8 = add_negative<std::uint8_t>,
    .byte_string_start = refuse_indefinite,
    .byte_string = add_string<Kind::bytes>,
    .string = add_string<Kind::text>,
    .string_start = refuse_indefinite,
    .indef_array_start = refuse_indefinite,
    .array_start = open<Kind::array>,
    .indef_map_start = refuse_indefinite,
    .map_start = open<Kind::map>,
    .tag = [](void* context, std::uint64_t) { builder(context).fail(std::string(has_a_tag)); },
    .float2 = refuse_float<float>,
    .float4 = refuse_float<float>,
    .float8 = refuse_float<double>,
    .undefined = [](void* context) { builder(context).fail("has an undefined value"); },
    .null = [](void* context) { builder(context).add({.kind = Kind::null}); },
    .boolean =
        [](void* context, bool value) {
          builder(context).add({.kind = Kind::boolean, .number = value ? 1U : 0U});
        },
    .indef_break = refuse_indefinite,
};

}  // namespace

const CborItem* CborItem::find(std::string_view key) const {
  for (std::size_t i = 0; i + 1 < items.size(); i += 2) {
    if (items[i].is(Kind::text) && items[i].text() == key) return &items[i + 1];
  }
  return nullptr;
}

const CborItem* CborItem::find(std::uint64_t key) const {
  for (std::size_t i = 0; i + 1 < items.size(); i += 2) {
    if (items[i].is(Kind::unsigned_integer) && items[i].number == key) return &items[i + 1];
  }
  return nullptr;
}

tl::expected<CborItem, std::string> read_cbor(base::ByteView bytes) {
  Builder built;
  while (!built.whole()) {
    built.set_left(bytes.size());
    const cbor_decoder_result step =
        cbor_stream_decode(bytes.data(), bytes.size(), &callbacks, &built);
    if (!built.why().empty()) return tl::unexpected(built.why());
    if (step.status == CBOR_DECODER_NEDATA)
      return tl::unexpected(std::string("ends within an item"));
    if (step.status != CBOR_DECODER_FINISHED) {  // some tags are an error to libcbor
      const bool tag = (bytes.front() & 0xe0) == 0xc0;
      return tl::unexpected(std::string(tag ? has_a_tag : "is not CBOR"));
    }
    bytes = bytes.subspan(step.read);
  }
  if (!bytes.empty()) return tl::unexpected(std::string("has bytes behind its end"));
  return built.take();
}

}  // namespace krm::nitro
