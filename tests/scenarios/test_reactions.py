"""What SDKs do when a call goes wrong: the tables of reactions.json, which docs/sdk-reactions.md shows.

All cells are measured at once, each by a client of its own, because legacy retries can take 15 seconds.
"""

import json
import re
import subprocess
import sys

import pytest
import tables
from conftest import ROOT
from measured import in_words, measure, times
from reactions import OTHERS, PYTHON_AND_JS, REACTIONS, shown
from sdks import BEFORE_2026, CLIENTS, skip_without

BOTO3 = [client for client, (sdk, _, _) in CLIENTS.items() if sdk == "boto3"]
CELLS = [(row, client) for row in range(len(REACTIONS)) for client in CLIENTS]
TOLD = 3  # seconds, by one of these
RETRY_AFTER = {"x-amz-retry-after", "Retry-After"}

each_cell = pytest.mark.parametrize(
    "row, client", CELLS, ids=[f"{REACTIONS[row]['fault']}-{client}" for row, client in CELLS])


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    return measure(REACTIONS, CLIENTS, tmp_path_factory.mktemp("reactions"))


def honours_retry_after(result):
    """Whether no wait was shorter than it was told. For clients that do not say how long they wait, their sum."""
    if "waits" in result:
        return min(result["waits"]) >= TOLD
    return result["seconds"] >= TOLD * (result["requests"] - 1) - 0.1  # timers may be early by a millisecond


def outcome(result):
    if "error" not in result:
        return f"{times(result['requests'])}, {in_words(result['plaintext'])}"
    kind, code = result["error"], result.get("code") or ""
    named_after_it = kind.lower().endswith(code.lower())
    return f"{times(result['requests'])}, {kind}" + ("" if named_after_it else f": {code}")


def reaction(results, row):
    text = "; then ".join(outcome(result) for result in results)
    if any(RETRY_AFTER & set(fault.get("header", {})) for fault in row["do"] if isinstance(fault, dict)):
        text += f", waits of {TOLD} s or more" if honours_retry_after(results[0]) else ", header ignored"
    return text


@each_cell
def test_reaction(measured, row, client):
    skip_without(client)
    results, seen = measured[row, client]
    expected = REACTIONS[row].get(client, REACTIONS[row]["legacy"])
    assert reaction(results, REACTIONS[row]) in {expected.replace("1 or 2 requests", times(n)) for n in (1, 2)}, results
    if "calls" in REACTIONS[row]:
        assert len(results) == seen  # what was sent on a connection that had ended has not arrived
    else:
        assert results[0]["requests"] == seen  # nothing is tried again below the SDK


def longest_waits(row, client):
    """What docs/sdk-reactions.md says of the waits between attempts, which are drawn from zero to this."""
    if "legacy" in client:
        return [1, 2, 4, 8]
    faults = json.dumps(row["do"])
    if client == "standard" or "ThrottlingException" in faults or '"status": 429' in faults:
        return [1, 2]
    return [0.05, 0.1]


@pytest.mark.parametrize("client", BOTO3)
def test_waits(measured, client):
    for number, row in enumerate(REACTIONS):
        for result in measured[number, client][0]:
            assert len(result["waits"]) == result["requests"] - 1
            for wait, longest in zip(result["waits"], longest_waits(row, client), strict=False):
                assert 0 <= wait <= (TOLD if row[client if client in row else "legacy"].endswith("or more") else longest)


def boto3_of(python):
    code = "import boto3; print(boto3.__version__)"
    return subprocess.check_output([python, "-I", "-c", code], text=True).strip()


def locked(file, pattern):
    [version] = re.findall(pattern, (ROOT / "tests/clients" / file).read_text())
    return version


def test_names_the_versions():
    packages = json.loads((ROOT / "tests/clients/js/package-lock.json").read_text())["packages"]
    assert [f"boto3 {boto3_of(BEFORE_2026)}", f"boto3 {boto3_of(sys.executable)}"] == [
        tables.BOTO3_BEFORE_2026, tables.BOTO3]
    assert "JS " + packages["node_modules/@aws-sdk/client-kms"]["version"] == tables.JS
    assert "Go " + locked("go/go.mod", r"github.com/aws/aws-sdk-go-v2 v(.+)") == tables.GO
    assert "Java " + locked("java/jars.sha256", r"  kms-(.+)\.jar") == tables.JAVA
    assert "Rust " + locked("rust/Cargo.lock", r'name = "aws-sdk-kms"\nversion = "(.+)"') == tables.RUST
    assert "Ruby " + locked("ruby/version", r"(.+)") == tables.RUBY


def test_every_client_has_a_column():
    assert {*PYTHON_AND_JS, *OTHERS, "boto3_legacy"} == set(CLIENTS)


def test_the_page_shows_them():
    page = (ROOT / "docs/sdk-reactions.md").read_text()
    assert page.split("<!-- reactions -->\n")[1].split("<!-- /reactions -->")[0] == shown()
