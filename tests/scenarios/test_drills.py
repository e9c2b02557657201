"""What SDKs make of a random generator that fails: the table of drills.json, which docs/rng-drills.md shows."""

import re

import pytest
from conftest import ROOT, in_words
from drills import DRILLS, scenario_of, table

each_drill = pytest.mark.parametrize("drill", DRILLS, ids=lambda drill: drill["drill"])


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


@each_drill
def test_two_replies(serve, drill):
    served = serve(scenario_of(drill))
    assert [served.reply_to({"NumberOfBytes": 8}) for _ in range(2)] == drill["replies"]


@each_drill
def test_boto3(serve, drill):
    assert with_boto3(serve(scenario_of(drill))) == drill["boto3"]


@each_drill
def test_js(serve, drill):
    assert with_js(serve(scenario_of(drill))) == drill["js"]


def test_the_page_shows_them():
    shown = (ROOT / "docs/rng-drills.md").read_text().split("<!-- drills -->\n")[1].split("<!-- /drills -->")[0]
    assert shown == table()
