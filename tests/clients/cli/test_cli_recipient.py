import base64
import json
import os
import re
import subprocess
from itertools import cycle, islice
from pathlib import Path

import pytest

RECIPIENTS = json.loads((Path(__file__).parent.parent / "recipients.json").read_text())
DOCUMENTS = Path(os.environ["KRM_DOCUMENTS"])


def generate_random(aws, case, number_of_bytes):
    document = DOCUMENTS / f"{case['document']}.cbor"
    return aws("generate-random", "--number-of-bytes", str(number_of_bytes), "--recipient",
               f"KeyEncryptionAlgorithm=RSAES_OAEP_SHA_256,AttestationDocument@=fileb://{document}",
               AWS_ENDPOINT_URL_KMS=os.environ[case.get("url", "KRM_SEALING_URL")])


def blob_of(finished):
    assert (finished.status, finished.stderr) == (0, "")
    assert set(finished.reply) == {"CiphertextForRecipient"}
    return base64.b64decode(finished.reply["CiphertextForRecipient"], validate=True)


def openssl_cms(blob, *arguments):
    return subprocess.run(["openssl", "cms", "-inform", "DER", *arguments], input=blob, capture_output=True, timeout=10)


# One length each, the longest, since every call is a process of its own; boto3 tries them all.
@pytest.mark.parametrize("case", [case for case in RECIPIENTS if "code" not in case], ids=lambda case: case["name"])
def test_opens_what_is_answered_to_a_document(aws, case):
    number_of_bytes = case["numbers_of_bytes"][-1]
    own = DOCUMENTS / f"{case['document']}.pem"
    key = own if own.exists() else DOCUMENTS / "rsa-2048.pem"

    blob = blob_of(generate_random(aws, case, number_of_bytes))
    opened = openssl_cms(blob, "-decrypt", "-debug_decrypt", "-inkey", key)

    if "fails_at" in case:
        assert opened.returncode in (2, 4)
    else:
        assert (opened.returncode, opened.stderr) == (0, b"")
        assert opened.stdout == bytes(islice(cycle(range(251)), number_of_bytes))


@pytest.mark.parametrize("case", [case for case in RECIPIENTS if "code" in case], ids=lambda case: case["name"])
def test_is_refused_with_a_document(aws, case):
    finished = generate_random(aws, case, 32)

    assert (finished.status, finished.stdout) == (255, "")
    assert finished.stderr == (
        f"\nAn error occurred ({case['code']}) when calling the GenerateRandom operation: {case['message']}\n")


# What OpenSSL prints of it, without hexadecimal lines, depths and lengths.
LAYOUT = """
contentType: pkcs7-envelopedData (1.2.840.113549.1.7.3)
d.envelopedData:
version: 2
originatorInfo: <ABSENT>
recipientInfos:
d.ktri:
version: 2
d.subjectKeyIdentifier:
keyEncryptionAlgorithm:
algorithm: rsaesOaep (1.2.840.113549.1.1.7)
parameter: SEQUENCE:
cons: SEQUENCE
cons: cont [ 0 ]
cons: SEQUENCE
prim: OBJECT :sha256
prim: NULL
cons: cont [ 1 ]
cons: SEQUENCE
prim: OBJECT :mgf1
cons: SEQUENCE
prim: OBJECT :sha256
prim: NULL
encryptedKey:
encryptedContentInfo:
contentType: pkcs7-data (1.2.840.113549.1.7.1)
contentEncryptionAlgorithm:
algorithm: aes-256-cbc (2.16.840.1.101.3.4.1.42)
parameter: OCTET STRING:
encryptedContent:
unprotectedAttrs:
<ABSENT>
"""


def test_has_the_layout_of_what_kms_sends(aws):
    printed = openssl_cms(blob_of(generate_random(aws, RECIPIENTS[0], 32)), "-cmsout", "-noout", "-print").stdout.decode()

    _, *lines = printed.splitlines()
    lines = [re.sub(r"^ *\d+:d=\d+ +hl=\d+ l= *\d+ ", "", line) for line in lines]
    lines = [" ".join(line.split()) for line in lines if not re.match(r" *[0-9a-f]{4} - ", line)]
    assert list(filter(None, lines)) == LAYOUT.split("\n")[1:-1]
