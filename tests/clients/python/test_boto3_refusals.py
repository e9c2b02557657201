import base64
import json
from pathlib import Path

import pytest
from botocore.exceptions import ClientError
from reply import assert_answered_at_once

REFUSALS = json.loads((Path(__file__).parent.parent / "refusals.json").read_text())


def arguments(request):
    if "Recipient" not in request:
        return request
    document = base64.b64decode(request["Recipient"]["AttestationDocument"])
    return request | {"Recipient": request["Recipient"] | {"AttestationDocument": document}}


def unordered(message):
    """KMS promises no order among the faults that one message lists."""
    count, colon, faults = message.partition(" detected: ")
    return count, colon, sorted(faults.split("; "))


@pytest.mark.parametrize("case", REFUSALS, ids=lambda case: case["name"])
def test_refuses(unchecked_kms, case):
    # Codes outside the model of KMS, ValidationException among them, come as the base class.
    exception = getattr(unchecked_kms.exceptions, case["code"], ClientError)

    with pytest.raises(ClientError) as refusal:
        unchecked_kms.generate_random(**arguments(case["input"]))

    assert type(refusal.value) is exception
    error = refusal.value.response["Error"]
    assert error["Code"] == case["code"]
    assert unordered(error["Message"]) == unordered(case["message"] or "")
    assert "Plaintext" not in refusal.value.response
    assert_answered_at_once(refusal.value.response["ResponseMetadata"], status=400)


def test_refuses_other_operations(kms):
    with pytest.raises(ClientError) as refusal:
        kms.list_keys()

    assert refusal.value.response["Error"] == {
        "Code": "UnknownOperationException",
        "Message": "kms-random-mock does not simulate ListKeys; it answers GenerateRandom, DescribeCustomKeyStores, "
                   "ConnectCustomKeyStore and DisconnectCustomKeyStore. --upstream URL sends the rest to an emulator.",
    }
    assert_answered_at_once(refusal.value.response["ResponseMetadata"], status=400)
