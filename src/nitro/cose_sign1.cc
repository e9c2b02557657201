#include "nitro/cose_sign1.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "nitro/cbor_reader.h"
#include "nitro/cbor_writer.h"

namespace krm::nitro {
namespace {

using Kind = CborItem::Kind;

// The tag in its shortest form. It is removed before the bytes are read: libcbor knows no tag of
// this number (to 0.8 and 0.10 it is not CBOR).
constexpr std::uint8_t tag_head = 0xc0 | cose_sign1_tag;

constexpr std::size_t longest_payload = 16384;

tl::unexpected<Refusal> refused(std::string why) {
  return nitro::refused(Check::cose, std::move(why));
}

bool is_text(base::ByteView bytes) {
  return !bytes.empty() && std::ranges::all_of(bytes, [](std::uint8_t c) {
    return (c >= 0x20 && c < 0x7f) || c == '\n' || c == '\r';
  });
}

tl::expected<CborItem, Refusal> read_four(base::ByteView document) {
  if (is_text(document)) {
    return refused("is text and not CBOR; perhaps it was encoded twice, or is the name of a file");
  }
  if (!document.empty() && document.front() == tag_head) document = document.subspan(1);
  auto item = read_cbor(document);
  if (!item) return refused(item.error());
  if (!item->is(Kind::array) || item->items.size() != 4) return refused("is not an array of four");
  return std::move(*item);
}

}  // namespace

tl::expected<CoseSign1, Refusal> read_cose_sign1(base::ByteView document) {
  const auto four = read_four(document);
  if (!four) return tl::unexpected(four.error());
  const auto& items = four->items;
  if (!items[0].is(Kind::bytes)) return refused("has a protected header that is no byte string");
  if (!items[1].is(Kind::map)) return refused("has an unprotected header that is no map");
  if (!items[2].is(Kind::bytes)) return refused("has a payload that is no byte string");
  if (!items[3].is(Kind::bytes)) return refused("has a signature that is no byte string");
  const base::ByteView payload = items[2].string;
  if (payload.empty() || payload.size() > longest_payload) {
    return refused(fmt::format("has a payload of {} bytes where 1 to {} may be", payload.size(),
                               longest_payload));
  }
  return CoseSign1{items[0].string, payload, items[3].string};
}

tl::expected<base::ByteView, Refusal> read_payload(base::ByteView document) {
  const auto four = read_four(document);
  if (!four) return tl::unexpected(four.error());
  const CborItem& payload = four->items[2];
  if (!payload.is(Kind::bytes)) return refused("has a payload that is no byte string");
  return payload.string;
}

bool names_es384(base::ByteView protected_header) {
  const auto header = read_cbor(protected_header);
  if (!header || !header->is(Kind::map)) return false;
  const CborItem* algorithm = header->find(cose_alg);
  return algorithm != nullptr && algorithm->is(Kind::negative_integer) &&
         algorithm->number == static_cast<std::uint64_t>(-1 - cose_es384);
}

base::Bytes signed_bytes(base::ByteView protected_header, base::ByteView payload) {
  CborWriter writer;
  writer.array(4);
  writer.text("Signature1");
  writer.bytes(protected_header);
  writer.bytes({});  // external_aad
  writer.bytes(payload);
  return std::move(writer).take();
}

}  // namespace krm::nitro
