// Makes requests for bytes that the reply seals.
#pragma once

#include <string>

#include "base/base64.h"
#include "tests/support/plaintext.h"
#include "tests/support/requests.h"

namespace krm::test {

inline std::string recipient_json(const Bytes& document) {
  return R"("Recipient":{"KeyEncryptionAlgorithm":"RSAES_OAEP_SHA_256","AttestationDocument":")" +
         base::to_base64(document) + R"("})";
}

inline http::HttpRequest ask_sealed(int number_of_bytes, const Bytes& document) {
  return generate_random(R"({"NumberOfBytes":)" + std::to_string(number_of_bytes) + ',' +
                         recipient_json(document) + '}');
}

// Returns the sealed bytes in a reply's body. Throws when the body has another form.
inline Bytes sealed_in(std::string_view body) { return bytes_in(body, "CiphertextForRecipient"); }

}  // namespace krm::test
