"""The programs that take the steps of steps.json by two ways, one for each SDK, and whether both ways come to the same."""

import base64
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from peers import CACHE

HERE = Path(__file__).parent
STEPS = json.loads((HERE / "steps.json").read_text())
PRESENT = ["boto3", *os.environ["KRM_SDKS"].split()]
PROGRAMS = {
    "boto3": [sys.executable, "-I", "-B", HERE / "walk.py"],
    "js": ["node", HERE / "walk.cjs", CACHE / "js"],
    "go": [CACHE / "upstream/walk"],
}
DIRECT, THROUGH = range(2)

# By their nature they differ from one key, one reply or one moment to the next. Their types and lengths do not.
FRESH = {"KeyId", "Arn", "KeyArn", "CiphertextBlob", "Plaintext", "KeyMaterialId", "CurrentKeyMaterialId"}
FRESH_LENGTH_TOO = {"Signature", "CreationDate"}
FRESH_HEADERS = {"date", "x-amzn-requestid", "x-amz-request-id", "x-amz-id-2"}
HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding"}
LENGTH = "content-length"  # what came in chunks goes on with one


def counted(value):
    """{"counted": 4} is the bytes 00 01 02 03."""
    if isinstance(value, dict) and "counted" in value:
        return {"base64": base64.b64encode(bytes(number % 256 for number in range(value["counted"]))).decode()}
    if isinstance(value, dict):
        return {name: counted(one) for name, one in value.items()}
    return [counted(one) for one in value] if isinstance(value, list) else value


def steps(*parts):
    return [counted(step) for part in parts for step in STEPS[part]]


def results_of(sdk, walks, taken):
    """For each walk, what became of each step."""
    if sdk not in PRESENT:
        pytest.skip(f"no SDK for {sdk}")
    ways = [[{"url": url, "key": key, "secret": secret} for url, key, secret in walk] for walk in walks]
    done = subprocess.run(PROGRAMS[sdk], input=json.dumps({"steps": taken, "walks": ways}), stdout=subprocess.PIPE, text=True,
                          timeout=100, check=True)
    return json.loads(done.stdout)


def in_shape(value, name=None):
    """Without what is fresh in it."""
    if name in FRESH_LENGTH_TOO and value is not None:
        return type(value).__name__
    if name in FRESH and value is not None:
        return type(value).__name__, len(value["base64"] if isinstance(value, dict) else value)
    if isinstance(value, dict):
        return {key: in_shape(one, key) for key, one in value.items()}
    return [in_shape(one) for one in value] if isinstance(value, list) else value


def comparable(result):
    """What has to be the same by both ways, whenever it is asked."""
    headers = {name: None if name in FRESH_HEADERS else value for name, value in result.get("headers", {}).items()
               if name not in {*HOP_BY_HOP, LENGTH}}
    id_length = len(result["request_id"]) if result.get("request_id") else None
    return result | {"by": None, "headers": headers, "request_id": id_length}


def comparable_made(result):
    return comparable(result | {"of": None, "reply": in_shape(result.get("reply"))})


def member(reply, path):
    for name in path.split("."):
        reply = reply[name]
    return reply


def bare(value):
    return value["base64"] if isinstance(value, dict) and value.keys() == {"base64"} else value  # Go prints a text


def of_peer(expected, peer):
    return expected.get(peer.name) if isinstance(expected, dict) else expected


def assert_answered(peer, step, result):
    """As this peer is known to answer: the comparison alone would be content with failures."""
    assert result["status"] == of_peer(step.get("status", 200), peer), (step, result)
    if code := of_peer(step.get("code"), peer):
        assert result["code"] == code, (step, result)
    if "pages" in step:
        assert len(result["reply"]) >= of_peer(step["at_least"], peer), (step, result)
    for path, value in step.get("members", {}).items():
        assert bare(member(result["reply"], path)) == bare(value), (step, result)


def assert_same(peer, step, results):
    for result in results:
        assert_answered(peer, step, result)
    if "as" in step:
        direct, through = (comparable_made(result) for result in results)
        assert direct == through, step
        return
    for of in DIRECT, THROUGH:
        direct, through = (comparable(result) for result in results if result["of"] == of)
        assert direct == through, step


def assert_side_by_side(peer, taken, results, random):
    """`random` is what the server has to answer GenerateRandom with, call by call; the peer has other bytes."""
    assert len(results) == len(taken)
    for step, became in zip(taken, results, strict=True):
        if step.get("call") != "GenerateRandom":
            assert_same(peer, step, became)
            continue
        direct, through = (bare(one["reply"]["Plaintext"]) for one in became)
        assert base64.b64decode(through) == random.pop(0)
        assert len(direct) == len(through) and direct != through
    assert random == []
