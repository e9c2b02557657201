#include "nitro/attestation_document.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <utility>

#include "base/hex.h"
#include "base/quoting.h"
#include "nitro/cbor_reader.h"
#include "nitro/pcrs.h"

namespace krm::nitro {
namespace {

using Kind = CborItem::Kind;

struct Range {
  std::size_t least;
  std::size_t most;
  bool holds(std::size_t value) const { return value >= least && value <= most; }
};

constexpr Range certificate_size{1, 1024};
constexpr Range public_key_size{1, 1024};
constexpr Range user_text_size{0, 1024};

// Reads members of the payload, and keeps the first mistake that it finds.
class Members {
 public:
  explicit Members(const CborItem& payload) : payload_(payload) {}

  const std::string& why() const { return why_; }
  void fail(std::string why) {
    if (why_.empty()) why_ = std::move(why);
  }
  bool has(std::string_view name) const { return payload_.find(name) != nullptr; }

  const CborItem* required(std::string_view name, Kind kind, std::string_view what) {
    const CborItem* item = payload_.find(name);
    if (item == nullptr) {
      fail(fmt::format("has no {}", name));
    } else if (!item->is(kind)) {
      fail(fmt::format("has a {} that is not {}", name, what));
    } else {
      return item;
    }
    return nullptr;
  }

  std::optional<base::ByteView> optional_bytes(std::string_view name, Range size) {
    const CborItem* item = payload_.find(name);
    if (item == nullptr || item->is(Kind::null)) return std::nullopt;
    return sized(name, *item, size);
  }

  base::ByteView bytes(std::string_view name, Range size) {
    if (const CborItem* item = payload_.find(name)) return sized(name, *item, size);
    fail(fmt::format("has no {}", name));
    return {};
  }

  base::ByteView sized(std::string_view name, const CborItem& item, Range size) {
    if (!item.is(Kind::bytes)) {
      fail(fmt::format("has a {} that is not a byte string", name));
    } else if (!size.holds(item.string.size())) {
      fail(fmt::format("has a {} of {} bytes where {} to {} may be", name, item.string.size(),
                       size.least, size.most));
    }
    return item.string;
  }

 private:
  const CborItem& payload_;
  std::string why_;
};

tl::expected<CborItem, Refusal> read_map(base::ByteView payload) {
  auto item = read_cbor(payload);
  if (!item) {
    return refused(Check::structure, "has a payload that " + item.error());
  }
  if (!item->is(Kind::map)) {
    return refused(Check::structure, "has a payload that is not a map");
  }
  return std::move(*item);
}

void read_pcrs(Members& members, AttestationDocument& document) {
  constexpr std::string_view of_nitro = "pcrs";
  constexpr std::string_view of_tpm = "nitrotpm_pcrs";
  if (members.has(of_nitro) && members.has(of_tpm)) {
    return members.fail(fmt::format("has both {} and {}", of_nitro, of_tpm));
  }
  document.nitrotpm = members.has(of_tpm);
  const std::string_view name = document.nitrotpm ? of_tpm : of_nitro;
  const CborItem* pcrs = members.required(name, Kind::map, "a map");
  if (pcrs == nullptr) return;
  for (std::size_t i = 0; i < pcrs->items.size(); i += 2) {
    const CborItem& index = pcrs->items[i];
    const CborItem& value = pcrs->items[i + 1];
    if (!index.is(Kind::unsigned_integer) || index.number >= most_pcrs) {
      return members.fail(fmt::format("has {} under a key that is not 0 to 31", name));
    }
    if (!value.is(Kind::bytes) || !is_pcr_size(value.string.size())) {
      return members.fail(fmt::format("has a PCR{} that is not 32, 48 or 64 bytes", index.number));
    }
    document.pcrs[static_cast<unsigned>(index.number)] = value.string;
  }
}

void read_cabundle(Members& members, AttestationDocument& document) {
  const CborItem* bundle = members.required("cabundle", Kind::array, "an array");
  if (bundle == nullptr) return;
  if (bundle->items.empty()) return members.fail("has an empty cabundle");
  for (const CborItem& item : bundle->items) {
    document.cabundle.push_back(
        members.sized("certificate in its cabundle", item, certificate_size));
  }
}

}  // namespace

std::string beginning_of_pcr0(const AttestationDocument& document) {
  const auto found = document.pcrs.find(0);
  if (found == document.pcrs.end()) return {};
  return base::to_hex(found->second.first(8));
}

std::string described(const AttestationDocument& document) {
  std::vector<std::string> parts;
  if (!document.module_id.empty()) {
    parts.push_back("module_id " + base::quoted(document.module_id));
  }
  if (document.timestamp != 0) parts.push_back(fmt::format("timestamp {}", document.timestamp));
  if (document.pcrs.contains(0)) parts.push_back("PCR0 " + beginning_of_pcr0(document));
  return parts.empty() ? "" : fmt::format("it has {}", fmt::join(parts, ", "));
}

tl::expected<AttestationDocument, Refusal> read_document(base::ByteView payload) {
  const auto map = read_map(payload);
  if (!map) return tl::unexpected(map.error());
  AttestationDocument document;
  Members members(*map);
  if (const CborItem* id = members.required("module_id", Kind::text, "a text")) {
    document.module_id = id->text();
    if (document.module_id.empty()) members.fail("has an empty module_id");
  }
  if (const CborItem* digest = members.required("digest", Kind::text, "a text")) {
    if (digest->text() != "SHA384") members.fail("has a digest that is not SHA384");
  }
  if (const CborItem* time =
          members.required("timestamp", Kind::unsigned_integer, "a positive integer")) {
    document.timestamp = time->number;
    if (document.timestamp == 0) members.fail("has a timestamp that is not a positive integer");
  }
  read_pcrs(members, document);
  document.certificate = members.bytes("certificate", certificate_size);
  read_cabundle(members, document);
  document.public_key = members.optional_bytes("public_key", public_key_size);
  document.user_data = members.optional_bytes("user_data", user_text_size);
  document.nonce = members.optional_bytes("nonce", user_text_size);
  if (members.why().empty()) return document;
  return tl::unexpected(Refusal{Check::structure, members.why(), described(document)});
}

tl::expected<base::ByteView, Refusal> read_public_key(base::ByteView payload) {
  const auto map = read_map(payload);
  if (!map) return tl::unexpected(map.error());
  Members members(*map);
  const auto key = members.bytes("public_key", public_key_size);
  if (members.why().empty()) return key;
  return refused(Check::public_key, members.why());
}

}  // namespace krm::nitro
