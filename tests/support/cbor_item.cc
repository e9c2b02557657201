#include "tests/support/cbor_item.h"

#include <stdexcept>

namespace krm::test {
namespace {

base::ByteView take(base::ByteView& rest, std::uint64_t size) {
  if (size > rest.size()) throw std::runtime_error("CBOR ends too early");
  const auto taken = rest.first(size);
  rest = rest.subspan(size);
  return taken;
}

CborItem read_item(base::ByteView& rest) {
  using Kind = CborItem::Kind;
  const auto all = rest;
  const std::uint8_t first = take(rest, 1).front();
  CborItem item;
  item.kind = static_cast<Kind>(first >> 5);
  item.number = first & 31;
  if (item.number > 27) throw std::runtime_error("CBOR of an indefinite length");
  if (item.number > 23) {
    const auto digits = take(rest, std::uint64_t{1} << (item.number - 24));
    item.number = 0;
    for (const std::uint8_t digit : digits) item.number = item.number << 8 | digit;
  }
  const auto head = all.first(all.size() - rest.size());
  item.head.assign(head.begin(), head.end());
  if (item.kind == Kind::bytes || item.kind == Kind::text) {
    const auto content = take(rest, item.number);
    item.content.assign(content.begin(), content.end());
  }
  const std::uint64_t below = item.kind == Kind::array ? item.number
                              : item.kind == Kind::map ? 2 * item.number
                              : item.kind == Kind::tag ? 1
                                                       : 0;
  for (std::uint64_t i = 0; i < below; ++i) item.items.push_back(read_item(rest));
  return item;
}

}  // namespace

std::vector<std::string> CborItem::keys() const {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < items.size(); i += 2) names.push_back(items[i].text());
  return names;
}

const CborItem& CborItem::operator[](std::string_view key) const {
  for (std::size_t i = 0; i + 1 < items.size(); i += 2) {
    if (items[i].text() == key) return items[i + 1];
  }
  throw std::runtime_error("there is no " + std::string(key));
}

CborItem read_cbor(base::ByteView bytes) {
  CborItem item = read_item(bytes);
  if (!bytes.empty()) throw std::runtime_error("there is something behind the CBOR");
  return item;
}

}  // namespace krm::test
