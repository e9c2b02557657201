"""Large scenarios, and many that replace each other at once."""

import json
import re
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from raw import ask, call, until

JSON, YAML = {"Content-Type": "application/json"}, {"Content-Type": "application/yaml"}
NUMBERS = range(1, 65)
MEBIBYTE = 1_048_576


def scenario(number):
    """Each has another number of everything, so that a mixture of two is like none of them."""
    rules = [{"name": f"rule {number}", "do": [{"error": {"name": "ThrottlingException", "message": f"of {number}"}}]}]
    stores = {f"cks-{number}-{store}": "CONNECTED" for store in range(number)}
    return {"version": 1, "name": f"put {number}", "key_stores": stores, "rules": rules, "throttle": {"account": {"rate": 1000 + number}}}


def put(server, number):
    return ask(server, "PUT", "/__admin/scenario", json.dumps(scenario(number)).encode(), JSON)


def shown(server):
    return ask(server, "GET", "/__admin/scenario").body


# A client that is still sending when it is refused may see the connection end in place of the refusal.
@pytest.mark.parametrize("kind", [JSON, YAML])
def test_a_scenario_of_a_mebibyte(server, kind):
    fits, too_long = (b'{"version": 1, "name": "long", "description": "' + b"x" * (size - 49) + b'"}' for size in (MEBIBYTE, MEBIBYTE + 1))
    assert (len(fits), len(too_long)) == (MEBIBYTE, MEBIBYTE + 1)

    assert ask(server, "PUT", "/__admin/scenario", fits, kind).status == 200
    before = shown(server)
    assert json.loads(before) == json.loads(fits)
    assert ask(server, "PUT", "/__admin/scenario", too_long, kind).status in (413, None)
    assert (shown(server), call(server).status) == (before, 200)


@pytest.fixture
def numbers(server):
    """Which number of a scenario is shown as what."""
    seen = {}
    for number in NUMBERS:
        assert put(server, number).status == 200
        seen[number] = shown(server)
    return seen


def test_one_of_many_scenarios_wins_whole(server, numbers):
    for _ in range(5):
        with ThreadPoolExecutor(len(NUMBERS)) as threads:
            replies = list(threads.map(put, len(NUMBERS) * [server], NUMBERS))

        assert [(reply.status, json.loads(reply.body)["scenario"]["name"]) for reply in replies] == [
            (200, f"put {number}") for number in NUMBERS]
        [number] = [number for number, text in numbers.items() if text == shown(server)]
        assert len(server.get("key-stores").body["key_stores"]) == number
        assert server.get("throttle").body["account"]["rate"] == 1000 + number
        assert json.loads(call(server).body)["message"] == f"of {number}"


def test_each_request_meets_one_scenario(server, numbers):
    digests = {json.loads(put(server, number).body)["scenario"]["digest"]: number for number in numbers}
    stop, met = threading.Event(), []

    def calls(tenant):
        while not stop.is_set():
            reply = call(server, tenant)
            assert reply.status == 400
            met.append(int(re.fullmatch("of ([0-9]+)", json.loads(reply.body)["message"])[1]))
            if len(met) % 8 == 0:
                assert ask(server, "POST", "/__admin/reset").status == 204

    with ThreadPoolExecutor(len(NUMBERS) + 4) as threads:
        calling = [threads.submit(calls, f"AKIDCROWD{tenant:011}") for tenant in range(4)]
        putting = [threads.submit(put, server, number) for number in numbers]
        assert {one.result().status for one in putting} == {200}
        until(lambda: len(met) > 100 or any(one.done() for one in calling))
        stop.set()
        for one in calling:
            one.result()

    assert len(met) > 100 and set(met) <= {*numbers}
    for entry in server.get("requests").body["requests"]:
        assert entry["rule"] == f"rule {digests[entry['scenario']]}"
    assert shown(server) in numbers.values()
