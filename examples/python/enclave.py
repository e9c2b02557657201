"""Draws bytes in a Nitro enclave. Only the enclave can read them: the host sees them sealed."""

from asn1crypto import cms
from cryptography.hazmat.primitives import hashes, padding, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes


class Enclave:
    """`attest` takes a public key in DER and returns an attestation document. In an enclave, the NSM device does so."""

    def __init__(self, kms, attest):
        self._kms = kms
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self._attest = attest

    def random(self, number_of_bytes):
        """Returns bytes that nobody else has seen. Raises ClientError if KMS does not accept the document."""
        public_key = self._key.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        recipient = {
            "KeyEncryptionAlgorithm": "RSAES_OAEP_SHA_256",
            "AttestationDocument": self._attest(public_key),
        }
        answer = self._kms.generate_random(NumberOfBytes=number_of_bytes, Recipient=recipient)
        return self._open(answer["CiphertextForRecipient"])

    def _open(self, sealed):
        """Returns what the CMS EnvelopedData holds. Raises ValueError if it is not sealed for this enclave."""
        data = cms.ContentInfo.load(sealed)["content"]
        recipient = data["recipient_infos"][0].chosen
        oaep = OAEP(MGF1(hashes.SHA256()), hashes.SHA256(), None)
        key = self._key.decrypt(recipient["encrypted_key"].native, oaep)

        content = data["encrypted_content_info"]
        nonce = content["content_encryption_algorithm"]["parameters"].native
        decryptor = Cipher(algorithms.AES(key), modes.CBC(nonce)).decryptor()
        padded = decryptor.update(content["encrypted_content"].native) + decryptor.finalize()
        unpadder = padding.PKCS7(128).unpadder()
        return unpadder.update(padded) + unpadder.finalize()
