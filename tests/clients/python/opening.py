"""How a client opens a CiphertextForRecipient: asn1crypto reads it, cryptography has the keys."""

import contextlib
import hashlib

from asn1crypto import cms
from cryptography.hazmat.primitives import hashes, padding, serialization
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes


class CannotOpenError(Exception):
    """Says at what: parsing, key or padding."""


@contextlib.contextmanager
def at(step):
    try:
        yield
    except ValueError as error:
        raise CannotOpenError(step) from error


def private_key(pem):
    return serialization.load_pem_private_key(pem, password=None)


def key_id(key):
    """What AWS names a key by."""
    info = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(info).digest()


def parsed(blob):
    """The EnvelopedData and its one recipient."""
    info = cms.ContentInfo.load(blob, strict=True)
    assert info["content_type"].native == "enveloped_data"
    data = info["content"]
    assert data["version"].native == "v2"
    [recipient] = data["recipient_infos"]
    recipient = recipient.chosen
    assert recipient["version"].native == "v2"
    return data["encrypted_content_info"], recipient


def opened(blob, key):
    with at("parsing"):
        content, recipient = parsed(blob)

    oaep = recipient["key_encryption_algorithm"]
    assert oaep["algorithm"].native == "rsaes_oaep"
    assert oaep["parameters"]["hash_algorithm"]["algorithm"].native == "sha256"
    assert oaep["parameters"]["mask_gen_algorithm"]["parameters"]["algorithm"].native == "sha256"
    with at("key"):
        content_key = key.decrypt(recipient["encrypted_key"].native, OAEP(MGF1(hashes.SHA256()), hashes.SHA256(), None))
    assert recipient["rid"].chosen.native == key_id(key)

    cipher = content["content_encryption_algorithm"]
    assert cipher["algorithm"].native == "aes256_cbc"
    decryptor = Cipher(algorithms.AES(content_key), modes.CBC(cipher["parameters"].native)).decryptor()
    padded = decryptor.update(content["encrypted_content"].native) + decryptor.finalize()
    with at("padding"):
        unpadder = padding.PKCS7(128).unpadder()
        return unpadder.update(padded) + unpadder.finalize()
