import base64
import json
import os
import re
from pathlib import Path

import pytest

TABLES = Path(__file__).parent.parent
SIGNATURES = json.loads((TABLES / "signatures.json").read_text())
CLOCKS = json.loads((TABLES / "clocks.json").read_text())
REFUSED = "\nAn error occurred ({}) when calling the GenerateRandom operation: "


def called(aws, url, signer):
    variables = {
        "AWS_ENDPOINT_URL_KMS": os.environ[url],
        "AWS_ACCESS_KEY_ID": signer["access_key_id"],
        "AWS_SECRET_ACCESS_KEY": signer["secret_access_key"],
    }
    if "session_token" in signer:
        variables["AWS_SESSION_TOKEN"] = signer["session_token"]
    if "region" in signer:
        variables["AWS_DEFAULT_REGION"] = signer["region"]
    return aws("generate-random", "--number-of-bytes", "32", "--debug", **variables)


def told(finished, code):
    """The message of the one refusal, which comes after the lines of --debug."""
    assert (finished.status, finished.stdout) == (255, "")
    assert finished.http_statuses == ["400"]
    _, refused, message = finished.stderr.partition(REFUSED.format(code))
    assert refused
    return message


@pytest.mark.parametrize("case", SIGNATURES, ids=lambda case: case["name"])
def test_signature(aws, case):
    finished = called(aws, "KRM_STRICT_URL", case)

    if "code" in case:
        assert told(finished, case["code"]) == case["message"] + "\n"
    else:
        assert (finished.status, finished.http_statuses) == (0, ["200"])
        assert len(base64.b64decode(finished.reply["Plaintext"])) == 32


@pytest.mark.parametrize("clock", CLOCKS, ids=lambda clock: clock["name"])
def test_is_refused_by_a_server_whose_clock_is(aws, clock):
    message = told(called(aws, clock["url"], SIGNATURES[0]), "InvalidSignatureException")

    assert re.search(clock["message"], message.removesuffix("\n"))
