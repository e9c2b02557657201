#include "kms/enveloped_data.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>

namespace krm::kms {
namespace {

using base::Bytes;
using base::ByteView;
using namespace std::string_view_literals;

// Identifier octets (X.690, 8.1.2).
constexpr std::uint8_t octet_string = 0x04;
constexpr std::uint8_t sequence = 0x30;
constexpr std::uint8_t set = 0x31;
constexpr std::uint8_t context_0_primitive = 0x80;
constexpr std::uint8_t context_0 = 0xa0;
constexpr std::uint8_t context_1 = 0xa1;

constexpr std::string_view version_2 = "\x02\x01\x02"sv;
constexpr std::string_view id_enveloped_data = "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03"sv;
constexpr std::string_view id_data = "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01"sv;
constexpr std::string_view id_rsaes_oaep = "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x07"sv;
constexpr std::string_view id_mgf1 = "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x08"sv;
constexpr std::string_view id_sha256 = "\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01"sv;
constexpr std::string_view id_aes_256_cbc = "\x06\x09\x60\x86\x48\x01\x65\x03\x04\x01\x2a"sv;
constexpr std::string_view null = "\x05\x00"sv;
constexpr std::string_view end_of_contents = "\x00\x00"sv;

Bytes joined(std::initializer_list<ByteView> parts) {
  Bytes all;
  for (const ByteView part : parts) base::append(all, part);
  return all;
}

ByteView view(std::string_view constant) { return base::bytes_of(constant); }

// Encodes with the length in its shortest definite form (8.1.3).
Bytes definite(std::uint8_t identifier, ByteView content) {
  const std::size_t size = content.size();
  const auto low = static_cast<std::uint8_t>(size);
  if (size < 0x80) return joined({std::to_array({identifier, low}), content});
  constexpr std::uint8_t one_octet = 0x81;
  if (size < 0x100) return joined({std::to_array({identifier, one_octet, low}), content});
  constexpr std::uint8_t two_octets = 0x82;
  const auto high = static_cast<std::uint8_t>(size >> 8);
  return joined({std::to_array({identifier, two_octets, high, low}), content});
}

// Encodes in the indefinite form, with end-of-contents octets (8.1.5).
Bytes indefinite(std::uint8_t identifier, ByteView content) {
  constexpr std::uint8_t no_length = 0x80;
  return joined({std::to_array({identifier, no_length}), content, view(end_of_contents)});
}

Bytes octets(ByteView content) { return definite(octet_string, content); }

// Returns RSAES-OAEP with its RSAES-OAEP-params (RFC 8017, A.2.1). pSourceAlgorithm is the default.
Bytes key_encryption_algorithm() {
  const Bytes hash = definite(sequence, joined({view(id_sha256), view(null)}));
  const Bytes mask = definite(sequence, joined({view(id_mgf1), hash}));
  const Bytes parameters =
      definite(sequence, joined({definite(context_0, hash), definite(context_1, mask)}));
  return definite(sequence, joined({view(id_rsaes_oaep), parameters}));
}

Bytes recipient_info(const EnvelopedData& data) {
  return definite(
      sequence, joined({view(version_2), definite(context_0_primitive, data.subject_key_identifier),
                        key_encryption_algorithm(), octets(data.encrypted_key)}));
}

Bytes segments(ByteView content) {
  constexpr std::size_t longest = 1000;
  Bytes written;
  while (!content.empty()) {
    const ByteView segment = content.first(std::min(content.size(), longest));
    base::append(written, octets(segment));
    content = content.subspan(segment.size());
  }
  return written;
}

Bytes encrypted_content_info(const EnvelopedData& data) {
  const Bytes algorithm = definite(sequence, joined({view(id_aes_256_cbc), octets(data.iv)}));
  return indefinite(sequence, joined({view(id_data), algorithm,
                                      indefinite(context_0, segments(data.encrypted_content))}));
}

}  // namespace

Bytes EnvelopedData::to_ber() const {
  const Bytes enveloped =
      indefinite(sequence, joined({view(version_2), definite(set, recipient_info(*this)),
                                   encrypted_content_info(*this)}));
  return indefinite(sequence, joined({view(id_enveloped_data), indefinite(context_0, enveloped)}));
}

}  // namespace krm::kms
