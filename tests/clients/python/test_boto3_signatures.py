import json
import os
import re
from pathlib import Path

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError
from reply import assert_answered_at_once

TABLES = Path(__file__).parent.parent
SIGNATURES = json.loads((TABLES / "signatures.json").read_text())
CLOCKS = json.loads((TABLES / "clocks.json").read_text())


def client(url, signer, retries):
    return boto3.client(
        "kms", endpoint_url=os.environ[url], config=Config(retries=retries), region_name=signer.get("region"),
        aws_access_key_id=signer["access_key_id"], aws_secret_access_key=signer["secret_access_key"],
        aws_session_token=signer.get("session_token"))


def refusal_of(kms):
    with pytest.raises(ClientError) as refusal:
        kms.generate_random(NumberOfBytes=32)

    assert type(refusal.value) is ClientError  # the code is outside the model of KMS
    assert_answered_at_once(refusal.value.response["ResponseMetadata"], status=400)
    return refusal.value.response["Error"]


@pytest.mark.parametrize("case", SIGNATURES, ids=lambda case: case["name"])
def test_signature(retries, case):
    kms = client("KRM_STRICT_URL", case, retries)

    if "code" in case:
        assert refusal_of(kms) == {"Code": case["code"], "Message": case["message"]}
    else:
        reply = kms.generate_random(NumberOfBytes=32)
        assert_answered_at_once(reply["ResponseMetadata"], status=200)
        assert len(reply["Plaintext"]) == 32


# What the first refusal says of the server's time, boto3 does not use for the second call either.
@pytest.mark.parametrize("clock", CLOCKS, ids=lambda clock: clock["name"])
def test_is_refused_by_a_server_whose_clock_is(retries, clock):
    kms = client(clock["url"], SIGNATURES[0], retries)

    for _ in range(2):
        error = refusal_of(kms)
        assert error["Code"] == "InvalidSignatureException"
        assert re.search(clock["message"], error["Message"])
