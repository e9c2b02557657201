// What a public key says it is, found without reading the key. OpenSSL reads whatever it is given,
// and of a curve that is described in place of named, and of one compressed point, it makes a fifth
// of a second of work: enough to refuse a stranger's key unread.
//
// Thread-safety: functions of their arguments.
#pragma once

#include "base/bytes.h"

namespace krm::crypto {

// none             no AlgorithmIdentifier is where one has to be
// rsa              rsaEncryption
// described_curve  id-ecPublicKey with parameters that are not the name of a curve
// other            all else, curves with a name among them
enum class KeyAlgorithm { none, rsa, described_curve, other };

// From the DER of a SubjectPublicKeyInfo (RFC 5280, 4.1). What stands behind the algorithm is not
// looked at.
KeyAlgorithm algorithm_of_key(base::ByteView subject_public_key_info);

// Of its subject's key, from the DER of a Certificate.
KeyAlgorithm algorithm_of_certificate(base::ByteView certificate);

}  // namespace krm::crypto
