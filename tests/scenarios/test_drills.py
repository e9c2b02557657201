"""What SDKs make of a random generator that fails: the tables of drills.json, which docs/rng-drills.md shows."""

import re

import pytest
from conftest import ROOT
from drills import DRILLS, OTHERS, PYTHON_AND_JS, fault_of, scenario_of, shown
from measured import in_words, measure, times
from sdks import skip_without

CLIENTS = [*PYTHON_AND_JS, *OTHERS]
CELLS = [(number, client) for number in range(len(DRILLS)) for client in CLIENTS]


@pytest.mark.parametrize("drill", DRILLS, ids=lambda drill: drill["drill"])
def test_two_replies(serve, drill):
    served = serve(scenario_of(drill))
    assert [served.reply_to({"NumberOfBytes": 8}) for _ in range(2)] == drill["replies"]


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    return measure([{"do": [fault_of(drill)]} for drill in DRILLS], CLIENTS, tmp_path_factory.mktemp("drills"))


def what_became_of(result):
    if "error" not in result:
        return f"{times(result['requests'])}, {in_words(result['plaintext'])}"
    message = re.sub(r" \(line \d+ column \d+\)$", "", result["message"].split("\n")[0])  # newer Node.js
    return f"{times(result['requests'])}, {result['error']}: {result.get('code') or message}"


@pytest.mark.parametrize("number, client", CELLS, ids=[f"{DRILLS[number]['drill']}-{client}" for number, client in CELLS])
def test_drill(measured, number, client):
    skip_without(client)
    [result], seen = measured[number, client]
    assert what_became_of(result) == DRILLS[number][client], result
    assert result["requests"] == seen


def test_the_page_shows_them():
    page = (ROOT / "docs/rng-drills.md").read_text()
    assert page.split("<!-- drills -->\n")[1].split("<!-- /drills -->")[0] == shown()
