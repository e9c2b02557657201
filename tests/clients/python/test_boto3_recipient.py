import json
import os
import subprocess
from itertools import cycle, islice
from pathlib import Path

import boto3
import pytest
from botocore.exceptions import ClientError
from opening import CannotOpenError, opened, private_key
from reply import assert_answered_at_once

RECIPIENTS = json.loads((Path(__file__).parent.parent / "recipients.json").read_text())
DOCUMENTS = Path(os.environ["KRM_DOCUMENTS"])
# OpenSSL would go on with a key of chance in place of one that it cannot decrypt, and mostly fail at the padding.
OPENSSL = ["openssl", "cms", "-decrypt", "-inform", "DER", "-debug_decrypt", "-inkey"]
TOLD_BY_OPENSSL = {"parsing": "not enough data", "key": "oaep decoding error", "padding": "bad decrypt"}

answered = [case | {"number_of_bytes": number} for case in RECIPIENTS for number in case.get("numbers_of_bytes", [])]
refused = [case for case in RECIPIENTS if "code" in case]


def name_of(case):
    return f"{case['name']}, {case['number_of_bytes']}" if "number_of_bytes" in case else case["name"]


def key_of(case):
    """The file with the private key. All documents are for rsa-2048 that do not say otherwise."""
    own = DOCUMENTS / f"{case['document']}.pem"
    return own if own.exists() else DOCUMENTS / "rsa-2048.pem"


def generate_random(case, number_of_bytes):
    kms = boto3.client("kms", endpoint_url=os.environ[case.get("url", "KRM_SEALING_URL")])
    document = (DOCUMENTS / f"{case['document']}.cbor").read_bytes()
    return kms.generate_random(NumberOfBytes=number_of_bytes, Recipient={
        "KeyEncryptionAlgorithm": "RSAES_OAEP_SHA_256", "AttestationDocument": document})


@pytest.mark.parametrize("case", answered, ids=name_of)
def test_opens_what_is_answered_to_a_document(case):
    reply = generate_random(case, case["number_of_bytes"])
    assert_answered_at_once(reply.pop("ResponseMetadata"), status=200)
    assert set(reply) == {"CiphertextForRecipient"}

    blob, key = reply["CiphertextForRecipient"], key_of(case)
    by_openssl = subprocess.run([*OPENSSL, key], input=blob, capture_output=True, timeout=10)

    if "fails_at" in case:
        with pytest.raises(CannotOpenError, match=f"^{case['fails_at']}$"):
            opened(blob, private_key(key.read_bytes()))
        assert by_openssl.returncode in (2, 4)  # what it has written by then is no sign
        assert TOLD_BY_OPENSSL[case["fails_at"]] in by_openssl.stderr.decode()
    else:
        plaintext = bytes(islice(cycle(range(251)), case["number_of_bytes"]))
        assert opened(blob, private_key(key.read_bytes())) == plaintext
        assert (by_openssl.returncode, by_openssl.stdout, by_openssl.stderr) == (0, plaintext, b"")


@pytest.mark.parametrize("case", refused, ids=name_of)
def test_is_refused_with_a_document(case):
    with pytest.raises(ClientError) as refusal:
        generate_random(case, 32)

    assert refusal.value.response["Error"] == {"Code": case["code"], "Message": case["message"]}
    assert not {"Plaintext", "CiphertextForRecipient"} & set(refusal.value.response)
    assert_answered_at_once(refusal.value.response["ResponseMetadata"], status=400)
