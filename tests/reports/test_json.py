"""The JSON report, and that the server answers the same while it runs."""

import json

import pytest
from conftest import SCENARIOS
from runs import ONE, TWO, as_the_server_says, called, executed, read_reports, report_flags, scenario_of, throttled

EXPECTATION = {"expectation", "written", "verdict", "wanted", "seen", "broken_by", "tenant", "call", "attempt", "timeline", "rules_say",
               "line", "column"}


@pytest.mark.parametrize("name", SCENARIOS)
def test_has_these_members(reports, name):
    made = reports(name)
    assert set(made.json) == {"version", "verdict", "passes", "contracts"}
    assert set(made.contract) == {"name", "digest", "seed", "again", "verdict", "passes", "expectations", "tenants"}
    for tenant in made.contract["tenants"]:
        assert set(tenant) == {"tenant", "requests", "lost", "expectations", "calls"}
    for expectation in made.judged():
        assert set(expectation) == EXPECTATION


@pytest.mark.parametrize("name, verdict, passes", [("holds", "holds", True), ("broken", "broken", False), ("unproven", "unproven", False),
                                                   ("allowed", "holds", True), ("nobody", "broken", False)])
def test_verdict(reports, name, verdict, passes):
    made = reports(name)
    assert (made.json["verdict"], made.json["passes"]) == (verdict, passes)
    assert (made.contract["verdict"], made.contract["passes"]) == (verdict, passes)
    assert (made.ran.status == 0) == passes
    assert made.contract["name"] == "reported" and made.contract["seed"] == 42


def test_a_breach_names_call_and_attempt(reports):
    broken = reports("broken").expectation("attempts_per_call")
    assert {key: broken[key] for key in ("written", "verdict", "broken_by", "tenant", "call")} == {
        "written": "attempts_per_call: {max: 3}", "verdict": "broken", "broken_by": 1, "tenant": ONE, "call": 0}
    assert broken["attempt"] in (4, 5)
    assert "3" in broken["wanted"] and "5" in broken["seen"]
    assert broken["timeline"].count("400 ThrottlingException") == 4


def test_who_keeps_it_is_not_blamed(reports):
    held = reports("broken").expectation("attempts_per_call", TWO)
    assert {key: held[key] for key in ("verdict", "broken_by", "call", "attempt")} == {
        "verdict": "holds", "broken_by": 0, "call": None, "attempt": None}


def test_tenants_have_their_requests_and_calls(reports):
    made = reports("broken")
    assert {(tenant["tenant"], tenant["requests"], tenant["lost"], len(tenant["calls"])) for tenant in made.contract["tenants"]} == {
        (ONE, 5, 0, 1), (TWO, 2, 0, 1)}
    [call] = made.tenant()["calls"]
    assert call["outcome"] == "succeeded" and [attempt["status"] for attempt in call["attempts"]] == [400] * 4 + [200]


ASKED = [{"get": "verify?settle=2s"}, {"get": f"calls?tenant={ONE}"}, {"get": f"verify?tenant={TWO}"},
         {"get": "verify?format=junit"}, {"get": "verify", "accept": "application/xml"}]


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    """A broken contract's reports, and what the server has said to ASKED before."""
    folder = tmp_path_factory.mktemp("asked")
    scenario, steps = SCENARIOS["broken"]
    ran = executed(scenario, steps + ASKED, *report_flags(folder))
    return read_reports(ran, folder), ran.stdout.splitlines()


def test_the_server_says_the_same(asked):
    made, answers = asked
    assert as_the_server_says(made.json) == json.loads(answers[0])


def test_calls_are_as_the_server_has_them(asked):
    made, answers = asked
    assert made.tenant()["calls"] == json.loads(answers[1])["calls"]


def test_of_one_tenant(asked):
    made, answers = asked
    [contract] = json.loads(answers[2])["contracts"]
    assert contract["tenants"] == [made.tenant(TWO)]


@pytest.mark.parametrize("at", [3, 4], ids=["format", "Accept"])
def test_the_server_says_it_as_junit(asked, mistakes, at):
    _, answers = asked
    assert mistakes(answers[at].encode()) == []
    assert f'{ONE}"' in answers[at] and "400 ThrottlingException" in answers[at]


def test_without_a_contract_there_is_none(tmp_path):
    scenario = scenario_of({}, throttled(1))
    del scenario["expect"]
    ran = executed(scenario, [called(), {"get": "verify"}])
    assert (ran.status, ran.stderr) == (0, "")
    assert json.loads(ran.stdout)["error"]["code"] == "NoContract"
