"""What the pages on the admin API show: each block of commands is run, and its output compared with what stands below it."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import BINARY, ROOT, running
from sdks import CACHE, skip_without
from test_pages import blocks_in

README = ROOT / "README.md"
REFERENCE = ROOT / "docs/reference/admin-api.md"
TESTING = ROOT / "docs/testing.md"

# Members that are others on every machine and at every run. Of these the kind alone is compared.
VARYING = {"id", "request", "next", "request_id", "connection", "at", "now", "since", "last_seen", "arrived_ms", "clock_ms", "elapsed_ms",
           "ms", "gap_ms", "scenario", "digest", "access_key_id", "secret_access_key", "session_token", "url"}

SEPARATOR = "\x1e"  # no output has it


def kind_of(value):
    if isinstance(value, bool) or value is None:
        return value
    return "a number" if isinstance(value, int | float) else type(value).__name__


def differences(shown, seen, where="reply", name=None):
    """What is wrong with an answer. A … within a text that is shown stands for any text."""
    if isinstance(shown, dict) and isinstance(seen, dict):
        for key in shown.keys() - seen.keys():
            yield f"{where} lacks {key}"
        for key in seen.keys() - shown.keys():
            yield f"{where} has {key} as well: {seen[key]}"
        for key in shown.keys() & seen.keys():
            yield from differences(shown[key], seen[key], f"{where}.{key}", key)
    elif isinstance(shown, list) and isinstance(seen, list):
        if len(shown) != len(seen):
            yield f"{where} has {len(seen)} items, not {len(shown)}: {seen}"
        for number, (one, other) in enumerate(zip(shown, seen)):
            yield from differences(one, other, f"{where}[{number}]")
    elif kind_of(shown) != kind_of(seen):
        yield f"{where} is {seen!r}, not {shown!r}"
    elif name in VARYING:
        return
    elif isinstance(shown, str):
        if not re.fullmatch(".*".join(map(re.escape, shown.split("…"))), seen, re.DOTALL):
            yield f"{where} is {seen!r}, not {shown!r}"
    elif shown != seen:
        yield f"{where} is {seen!r}, not {shown!r}"


def values_in(text):
    """JSON values that follow each other, with blanks or nothing between them."""
    values = []
    while text := text.lstrip():
        value, end = json.JSONDecoder().raw_decode(text)
        values.append(value)
        text = text[end:]
    return values


def examples_in(page):
    """Pairs of commands and the JSON below them, or None, in the order of the page."""
    blocks = blocks_in(page.read_text())
    for (language, commands), (below, reply) in zip(blocks, [*blocks[1:], ("", "")]):
        if language == "sh":
            yield commands, reply if below == "json" else None


def shell_in(folder, environment):
    """The arguments of a shell in the folder, for somebody who has installed the program and has nothing of AWS in the environment."""
    programs = folder / "bin"
    programs.mkdir(exist_ok=True)
    if not (programs / "kms-random-mock").exists():
        (programs / "kms-random-mock").symlink_to(BINARY)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    kept |= {"HOME": str(folder), "PATH": f"{programs}:{os.environ['PATH']}"} | environment
    return {"cwd": folder, "env": kept, "stdin": subprocess.DEVNULL, "check": False, "capture_output": True, "text": True}


def printed_by(examples, folder, environment):
    """What each block printed. They are pasted into one shell, so a later one sees what an earlier one has set."""
    script = f"printf '{SEPARATOR}'\n".join(commands for commands, _ in examples)
    done = subprocess.run(["bash", "-c", "set -euo pipefail\n" + script], **shell_in(folder, environment), timeout=60)
    printed = done.stdout.split(SEPARATOR)
    assert done.returncode == 0, f"{examples[len(printed) - 1][0]}\nfailed: {done.stdout[-500:]} {done.stderr}"
    return printed


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    [first, *_] = [block for language, block in blocks_in(REFERENCE.read_text()) if language == "yaml"]
    folder = tmp_path_factory.mktemp("admin")
    with running(yaml.safe_load(first), folder, "--journal-file", folder / "run.ndjson") as server:
        yield server


def skip_without_jq():
    if not shutil.which("jq") and os.environ.get("KRM_REQUIRE_CLIENTS") != "1":
        pytest.skip("no jq")


def test_the_reference_shows_what_happens(served):
    skip_without_jq()
    examples = list(examples_in(REFERENCE))
    wrong = []
    for (commands, shown), printed in zip(examples, printed_by(examples, served.log.parent, {"URL": served.url})):
        if shown is not None:
            found = list(differences(values_in(shown), values_in(printed)))
            wrong += [commands, *found, ""] if found else []
    assert not wrong, "\n" + "\n".join(wrong)


def test_the_reference_has_an_example_of_each_resource():
    sections = re.split(r"^## ", REFERENCE.read_text(), flags=re.MULTILINE)
    named = {section.partition("\n")[0]: section for section in sections}
    for resource in ["Requests", "Calls", "Scenario", "Tenants", "Reset", "Clock", "Key stores", "Throttle", "Explain", "Verify",
                     "Schema and OpenAPI", "Index", "Errors"]:
        assert "```sh" in named[resource] and "```json" in named[resource], resource
    examples = list(examples_in(REFERENCE))
    assert len(examples) >= 20
    assert all(shown for _, shown in examples)


def test_a_difference_is_seen():
    shown = {"id": 1, "name": "gw…", "tokens": 5, "ended": None}
    assert not list(differences(shown, {"id": 7, "name": "gw0", "tokens": 5.0, "ended": None}))
    assert list(differences(shown, shown | {"id": "7"}))
    assert list(differences(shown, shown | {"name": "test"}))
    assert list(differences(shown, shown | {"tokens": 4}))
    assert list(differences(shown, shown | {"ended": {"how": "sent"}}))
    assert list(differences(shown, shown | {"more": False}))
    assert list(differences(shown, {"id": 1}))
    assert values_in('204\n[]{"a": 1}\n') == [204, [], {"a": 1}]


def test_readme_shows_how_to_ask(tmp_path, served):
    """The AWS CLI is played by boto3, which reads the same variables."""
    skip_without_jq()
    _, _, after = README.read_text().partition("\n## Ask what happened\n")
    _, commands = blocks_in(after)[0]
    shell = shell_in(tmp_path, {"AWS_ENDPOINT_URL_KMS": served.url, "AWS_DEFAULT_REGION": "us-east-1"})
    cli = tmp_path / "bin/aws"
    cli.write_text(f"#!{sys.executable}\nimport boto3\nboto3.client('kms').generate_random(NumberOfBytes=32)\n")
    cli.chmod(0o755)
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", commands], **shell, timeout=60)
    assert done.returncode == 0, done.stderr
    [call] = json.loads(done.stdout)["calls"]
    assert call["outcome"] == "succeeded"
    assert len(call["attempts"]) == 3


def shown_test(language):
    """All blocks of the language, which stand in one file."""
    return "\n\n".join(block for name, block in blocks_in(TESTING.read_text()) if name == language)


def run_shown(command, folder, environment):
    done = subprocess.run(command, **shell_in(folder, environment), timeout=100)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("finds", [False, True], ids=["starts", "finds"])
def test_the_test_for_pytest(tmp_path, served, finds):
    (tmp_path / "test_random.py").write_text(shown_test("python"))
    command = [sys.executable, "-m", "pytest", "-c", "/dev/null", "--rootdir", ".", "-p", "no:cacheprovider", "test_random.py"]
    printed = run_shown(command, tmp_path, {"AWS_ENDPOINT_URL_KMS": served.url} if finds else {})
    assert "3 passed" in printed


@pytest.mark.parametrize("finds", [False, True], ids=["starts", "finds"])
def test_the_test_for_node(tmp_path, served, finds):
    skip_without("js")
    (tmp_path / "random.test.mjs").write_text(shown_test("js"))
    (tmp_path / "node_modules").symlink_to(Path(CACHE) / "js/node_modules")
    printed = run_shown(["node", "--test", "--test-reporter", "tap", "random.test.mjs"], tmp_path,
                        {"AWS_ENDPOINT_URL_KMS": served.url} if finds else {})
    assert "# pass 2" in printed
