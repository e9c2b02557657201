"""What SDKs make of a random generator that fails: the table of drills.json, which the README shows."""

import json
import re
from pathlib import Path

import pytest
from conftest import ROOT

DRILLS = json.loads((Path(__file__).parent / "drills.json").read_text())


def scenario_of(drill):
    if "scenario" in drill:
        return drill["scenario"]
    return {"seed": 42, "entropy": "seeded", "rules": [{"do": [{"payload": drill["payload"]}]}]}


def in_words(requests, plaintext):
    times = "1 request" if requests == 1 else f"{requests} requests"
    if plaintext is None:
        return f"{times}, success without Plaintext"
    return f"{times}, success, {len(plaintext)} bytes"


def with_boto3(served):
    kms = served.boto3()
    requests = []
    kms.meta.events.register("before-send.kms.GenerateRandom", lambda **_: requests.append(1))
    try:
        reply = kms.generate_random(NumberOfBytes=8)
    except Exception as error:  # whatever it is, it is what a user sees
        return f"{len(requests)} request, {type(error).__name__}: {error}"
    return in_words(len(requests), reply.get("Plaintext"))


def with_js(served):
    [call] = served.js({"NumberOfBytes": 8})
    if "error" in call:
        message = re.sub(r" \(line \d+ column \d+\)$", "", call["message"].split("\n")[0])  # newer Node.js
        return f"{call['requests']} request, {call['error']}: {message}"
    return in_words(call["requests"], None if call["plaintext"] is None else bytes.fromhex(call["plaintext"]))


@pytest.mark.parametrize("drill", DRILLS, ids=lambda drill: drill["drill"])
def test_boto3(serve, drill):
    assert with_boto3(serve(scenario_of(drill))) == drill["boto3"]


@pytest.mark.parametrize("drill", DRILLS, ids=lambda drill: drill["drill"])
def test_js(serve, drill):
    assert with_js(serve(scenario_of(drill))) == drill["js"]


def test_readme_shows_them():
    cell = lambda text: text.replace("|", "\\|").replace("\n", " ")
    table = "| 8 bytes are asked for | boto3 | JS |\n|---|---|---|\n" + "".join(
        f"| {drill['drill']} | {cell(drill['boto3'])} | {cell(drill['js'])} |\n" for drill in DRILLS)
    shown = (ROOT / "README.md").read_text().split("<!-- drills -->\n")[1].split("<!-- /drills -->")[0]
    assert shown == table
