#include "tests/support/edited_document.h"

#include <algorithm>
#include <utility>

#include "nitro/cbor_writer.h"

namespace krm::test {
namespace {

base::Bytes text(std::string_view text) {
  nitro::CborWriter writer;
  writer.text(text);
  return std::move(writer).take();
}

}  // namespace

base::Bytes write_cbor(const CborItem& item) {
  base::Bytes written = item.head;
  base::append(written, item.content);
  for (const CborItem& inner : item.items) base::append(written, write_cbor(inner));
  return written;
}

Payload::Payload(base::ByteView payload) {
  const CborItem map = read_cbor(payload);
  for (std::size_t i = 0; i < map.items.size(); i += 2) {
    add(write_cbor(map.items[i]), write_cbor(map.items[i + 1]));
  }
}

Payload& Payload::set(std::string_view key, base::Bytes value) {
  const auto found = std::ranges::find(members_, text(key), &decltype(members_)::value_type::first);
  if (found == members_.end()) return add(text(key), std::move(value));
  found->second = std::move(value);
  return *this;
}

Payload& Payload::repeat(std::string_view key) {
  const auto found = std::ranges::find(members_, text(key), &decltype(members_)::value_type::first);
  return add(found->first, found->second);
}

Payload& Payload::remove(std::string_view key) {
  std::erase_if(members_, [&](const auto& member) { return member.first == text(key); });
  return *this;
}

Payload& Payload::add(base::Bytes key, base::Bytes value) {
  members_.emplace_back(std::move(key), std::move(value));
  return *this;
}

base::Bytes Payload::written() const {
  nitro::CborWriter head;
  head.map(members_.size());
  base::Bytes all = std::move(head).take();
  for (const auto& [key, value] : members_) {
    base::append(all, key);
    base::append(all, value);
  }
  return all;
}

}  // namespace krm::test
