"""The bundled contracts, each held by a good client and broken by bad ones, for every SDK, each of them under `exec`.

KRM_RUNS=200 runs each client so often: not one verdict may differ.
"""

import json
import os
import re
import subprocess
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import pytest
import sdks

BINARY = os.environ["KRM_BINARY"]
RUNS = int(os.environ.get("KRM_RUNS", "1"))
SDKS = ["boto3", "js", "go", "java", "rust"]
CALL = {"NumberOfBytes": 32}
CALL_OF_STORE = CALL | {"CustomKeyStoreId": "cks-1234567890abcdef0"}
BROKEN = 3  # exit code

# How many run at once. Some wait most of their time. The others would take the processor from each other, and so be late.
AT_ONCE = {"waits": 6, "runs": 2}


class Case(NamedTuple):
    contract: str
    client: dict  # as calls.cjs takes it
    broken: dict  # call and attempt that are named, by what is broken; nothing: the contract holds
    time: str = "runs"


CASES = {
    "default retries": Case("retry-contract", {"inputs": [CALL] * 2}, {}, "waits"),
    "gives up": Case("retry-contract", {"inputs": [CALL], "retries": {"attempts": 2}},
                     {"attempts_per_call": (0, 2), "succeeded": (0, 2)}, "waits"),
    "waits too long": Case("retry-contract", {"inputs": [CALL], "retries": {"wait": 3000}}, {"retry": (0, 2)}, "waits"),
    # Enough calls for a verdict even when a cold JVM takes half a second before its first retry.
    "never waits": Case("retry-contract", {"inputs": [CALL] * 20, "retries": {"wait": 0}}, {"retry": (0, 2)}),
    "no retry": Case("no-retry-contract", {"inputs": [CALL] * 6}, {}),
    "retries a denial": Case("no-retry-contract",
                             {"inputs": [CALL] * 6, "retries": {"also": ["AccessDeniedException"], "wait": 0}},
                             {"attempts_per_call": (0, 2), "not_retried": (0, 2)}),
    "falls back": Case("failover-contract", {"inputs": [CALL_OF_STORE] * 6, "fall_back_after": 2}, {}),
    "asks on": Case("failover-contract", {"inputs": [CALL_OF_STORE] * 6},
                    {"succeeded": (0, 1), "rules_not_fired": (3, 1)}),
}
EVERY = [(name, sdk) for name in CASES for sdk in SDKS]

every_client = pytest.mark.parametrize("name, sdk", EVERY, ids=[f"{name}-{sdk}" for name, sdk in EVERY])


class Verdict(NamedTuple):
    status: int
    said: str  # on stderr
    passes: bool
    broken: frozenset  # of expectation, call and attempt


def executed(client, calls, *flags, environment=None):
    words, inherited = sdks.command(client, calls)
    return subprocess.run([BINARY, "exec", *flags, "--", *words], stdin=subprocess.DEVNULL, capture_output=True,
                          text=True, timeout=100, env=inherited | (environment or {}))


def broken_of(contract):
    judged = contract["expectations"] + [one for tenant in contract["tenants"] for one in tenant["expectations"]]
    return frozenset((one["expectation"], one["call"], one["attempt"]) for one in judged if one["verdict"] == "broken")


def said(stderr):
    found = re.search(r'^contract "([a-z-]+)" (holds|is broken)', stderr, re.MULTILINE)  # after what the client said
    return " ".join(found.groups()) if found else stderr


def verdict(folder, name, sdk, number):
    report = folder / f"{name}-{sdk}-{number}.json"
    done = executed(sdk, [CASES[name].client], "--scenario", CASES[name].contract, "--report", report)
    assert report.exists(), (done.returncode, done.stdout, done.stderr)
    result = json.loads(report.read_text())
    [contract] = result["contracts"]
    (folder / f"{name}-{sdk}-{number}.stderr").write_text(done.stderr)
    return Verdict(done.returncode, said(done.stderr), result["passes"], broken_of(contract))


def start(pool, folder, name, sdk):
    return [pool.submit(verdict, folder, name, sdk, number) for number in range(RUNS)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("reports")


@pytest.fixture(scope="module")
def verdicts(request, folder):
    """Of the runs of each client that pytest was asked for."""
    selected = [tuple(item.callspec.params.values()) for item in request.session.items if item.function is test_verdict]
    started = {}
    for time, at_once in AT_ONCE.items():
        with ThreadPoolExecutor(at_once) as pool:
            started |= {(name, sdk): start(pool, folder, name, sdk) for name, sdk in selected
                        if CASES[name].time == time and sdks.is_present(sdk)}
    return started


@every_client
def test_verdict(verdicts, folder, name, sdk):
    sdks.skip_without(sdk)
    case = CASES[name]
    named = frozenset((expectation, *place) for expectation, place in case.broken.items())
    expected = (Verdict(BROKEN, f"{case.contract} is broken", False, named) if named
                else Verdict(0, f"{case.contract} holds", True, frozenset()))
    assert Counter(one.result() for one in verdicts[name, sdk]) == {expected: RUNS}, folder


# Two journals side by side.

ALWAYS_THROTTLED = {"version": 1, "name": "always throttled", "rules": [
    {"name": "always", "do": [{"error": "ThrottlingException"}]}], "expect": {"calls": {"min": 1}}}
RUNS_TO_COMPARE = {
    "legacy": ("boto3", {"AWS_RETRY_MODE": "legacy"}, [CALL]),
    "standard": ("boto3", {"AWS_RETRY_MODE": "standard"}, [CALL]),
    "once": ("boto3", {}, [CALL] * 2),
    "again": ("boto3", {}, [CALL] * 2),
}


@pytest.fixture(scope="module")
def recorded(tmp_path_factory):
    """The folder where each run has left NAME.ndjson, its journal, and NAME.json, its report."""
    folder = tmp_path_factory.mktemp("journals")

    def record(name):
        client, environment, inputs = RUNS_TO_COMPARE[name]
        done = executed(client, [{"inputs": inputs}], "--scenario-yaml", json.dumps(ALWAYS_THROTTLED), "--journal-file",
                        folder / f"{name}.ndjson", "--report", folder / f"{name}.json", environment=environment)
        assert done.returncode == 0, done.stderr

    with ThreadPoolExecutor(len(RUNS_TO_COMPARE)) as pool:
        list(pool.map(record, RUNS_TO_COMPARE))
    return folder


def compared(*files):
    return subprocess.run([BINARY, "journal", "diff", *files], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          timeout=10)


@pytest.mark.parametrize("ending", ["ndjson", "json"])
def test_legacy_retries_differ_from_standard_ones(recorded, ending):
    done = compared(recorded / f"legacy.{ending}", recorded / f"standard.{ending}")
    assert (done.returncode, done.stderr) == (1, ""), done
    assert re.search(r"\b5\b.*\b3\b", done.stdout), done.stdout


@pytest.mark.parametrize("ending", ["ndjson", "json"])
def test_two_runs_of_one_client_are_alike(recorded, ending):
    done = compared(recorded / f"once.{ending}", recorded / f"again.{ending}")
    assert (done.returncode, done.stderr) == (0, ""), done


def test_a_journal_is_compared_with_a_report(recorded):
    assert compared(recorded / "once.ndjson", recorded / "again.json").returncode == 0
    assert compared(recorded / "legacy.json", recorded / "standard.ndjson").returncode == 1
