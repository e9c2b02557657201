"""What SDKs do when a call goes wrong: the table of reactions.json, which docs/sdk-reactions.md shows.

All cells are measured at once, each by a client of its own, because legacy retries can take 15 seconds.
"""

import collections
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import boto3
import pytest
from conftest import ROOT, in_words, running
from reactions import COLUMNS, REACTIONS, table

HERE = Path(__file__).parent
BEFORE_2026 = os.environ["KRM_PYTHON_BEFORE_2026"]
NODE_MODULES = os.environ.get("KRM_NODE_MODULES")

# The Python, the retry mode (None: whatever it is by itself), and what the environment says besides.
BOTO3 = {
    "legacy": (BEFORE_2026, None, {}),
    "standard": (BEFORE_2026, "standard", {}),
    "new_retries": (BEFORE_2026, None, {"AWS_NEW_RETRIES_2026": "true"}),
    "boto3": (sys.executable, None, {}),
    "boto3_legacy": (sys.executable, "legacy", {}),
}
CLIENTS = [*BOTO3, "js"]
CELLS = [(row, client) for row in range(len(REACTIONS)) for client in CLIENTS]
TOLD = 3  # seconds, by x-amz-retry-after

each_cell = pytest.mark.parametrize(
    "row, client", CELLS, ids=[f"{REACTIONS[row]['fault']}-{client}" for row, client in CELLS])


def key_of(row, client):
    return f"AKID_REACTION_{row:02}_{client.upper()}"


def start(client, url):
    calls = [{"key": key_of(number, client)} | ({"read_timeout": row["read_timeout"]} if "read_timeout" in row else {})
             for number, row in enumerate(REACTIONS)]
    if client == "js":
        command = ["node", HERE / "calls.cjs", NODE_MODULES,
                   json.dumps([call | {"inputs": [{"NumberOfBytes": 8}]} for call in calls])]
        environment = {"AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED": "true"}
    else:
        python, mode, environment = BOTO3[client]
        command = [python, "-I", "-B", HERE / "calls.py",
                   json.dumps([call | ({"mode": mode} if mode else {}) for call in calls])]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True,
                            env=os.environ | {"KRM_ENDPOINT": url} | environment)


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    """What became of the call, and how many requests the server has seen, by row and client."""
    rules = [{"name": key_of(row, client), "when": {"access_key_id": key_of(row, client)}, "do": REACTIONS[row]["do"]}
             for row, client in CELLS]
    results = {}
    with running({"seed": 42, "entropy": "seeded", "rules": rules}, tmp_path_factory.mktemp("reactions"),
                 "--access-log", "on", "--log-format", "json") as served:
        processes = {client: start(client, served.url) for client in CLIENTS if client != "js" or NODE_MODULES}
        try:
            for client, process in processes.items():
                printed, _ = process.communicate(timeout=100)
                assert process.returncode == 0
                for row, result in enumerate(json.loads(printed)):
                    results[row, client] = result[0] if client == "js" else result
        finally:
            for process in processes.values():
                process.kill()
                process.wait()
    seen = collections.Counter(
        json.loads(line).get("rule", "") for line in served.log.read_text().splitlines())
    return {(row, client): (result, seen[key_of(row, client)]) for (row, client), result in results.items()}


def honours_retry_after(result):
    """Whether no wait was shorter than it was told. For JS, which does not say how long it waits, their sum."""
    if "waits" in result:
        return min(result["waits"]) >= TOLD
    return result["seconds"] >= TOLD * (result["requests"] - 1) - 0.1  # its timers may be early by a millisecond


def reaction(result, row):
    if "error" not in result:
        return in_words(result["requests"], None if result["plaintext"] is None else bytes.fromhex(result["plaintext"]))
    times = "1 request" if result["requests"] == 1 else f"{result['requests']} requests"
    kind, code = result["error"], result.get("code")
    text = f"{times}, {kind}" + (f": {code}" if code and code != kind else "")
    if any("x-amz-retry-after" in fault.get("header", {}) for fault in row["do"] if isinstance(fault, dict)):
        text += f", waits of {TOLD} s or more" if honours_retry_after(result) else ", header ignored"
    return text


@each_cell
def test_reaction(measured, row, client):
    if (row, client) not in measured:
        pytest.skip("no Node.js")
    result, seen = measured[row, client]
    expected = REACTIONS[row].get(client, REACTIONS[row]["legacy"])
    assert reaction(result, REACTIONS[row]) == expected, result
    assert result["requests"] == seen  # nothing is tried again below the SDK


def longest_waits(row, client):
    """What docs/sdk-reactions.md says of the waits between attempts, which are drawn from zero to this."""
    if "legacy" in client:
        return [1, 2, 4, 8]
    if client == "standard" or "ThrottlingException" in json.dumps(row["do"]):
        return [1, 2]
    return [0.05, 0.1]


@pytest.mark.parametrize("client", BOTO3)
def test_waits(measured, client):
    for number, row in enumerate(REACTIONS):
        result, _ = measured[number, client]
        assert len(result["waits"]) == result["requests"] - 1
        for wait, longest in zip(result["waits"], longest_waits(row, client), strict=False):
            assert 0 <= wait <= (TOLD if row[client if client in row else "legacy"].endswith("or more") else longest)


def test_names_the_versions():
    asked = [sys.executable, BEFORE_2026]
    versions = [subprocess.check_output([python, "-I", "-c", "import boto3; print(boto3.__version__)"], text=True).strip()
                for python in asked]
    assert [f"boto3 {version}" for version in versions] == [COLUMNS["boto3"], COLUMNS["legacy"]]


def test_the_page_shows_them():
    shown = (ROOT / "docs/sdk-reactions.md").read_text().split("<!-- reactions -->\n")[1].split("<!-- /reactions -->")[0]
    assert shown == table()
