// Finds what a public key says it is, without reading the key. OpenSSL reads any key. On a curve
// that is described instead of named, one compressed point costs it a fifth of a second. That is
// reason enough to refuse such a key of a stranger unread.
#pragma once

#include "base/bytes.h"

namespace krm::crypto {

// none             no AlgorithmIdentifier is where one has to be
// rsa              rsaEncryption
// described_curve  id-ecPublicKey with parameters that are not the name of a curve
// other            everything else, also curves with a name
enum class KeyAlgorithm { none, rsa, described_curve, other };

// Returns the algorithm of a SubjectPublicKeyInfo (RFC 5280, 4.1) in DER. Does not look at what
// follows the algorithm.
KeyAlgorithm algorithm_of_key(base::ByteView subject_public_key_info);

// Returns the algorithm of the subject's key of a Certificate in DER.
KeyAlgorithm algorithm_of_certificate(base::ByteView certificate);

}  // namespace krm::crypto
