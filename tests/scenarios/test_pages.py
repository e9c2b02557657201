"""What README.md and the pages of docs show to be pasted: the ten-line test, scenarios, and stacks of containers."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import BINARY, ROOT, SCENARIOS
from stacks import kind_of, stack_in

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def blocks_in(text):
    """Pairs of language and content, one for each block of code."""
    return re.findall(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def documents_in(page):
    """For each block of YAML its text and the documents in it."""
    blocks = [block for language, block in blocks_in(page.read_text()) if language == "yaml"]
    return [(block, list(yaml.safe_load_all(block))) for block in blocks]


def scenarios_in(page):
    """Those of stacks as well."""
    for block, documents in documents_in(page):
        if kind_of(documents) is None:
            yield block
        else:
            servers, _ = stack_in(documents)
            yield from (text for text in (server.scenario() for server in servers) if text and text not in SCENARIOS)


SHOWN = [(page, block) for page in PAGES for block in scenarios_in(page)]
STACKS = [(page, documents) for page in PAGES for _, documents in documents_in(page) if kind_of(documents)]


@pytest.mark.parametrize("page, block", SHOWN, ids=[f"{page.stem}-{block.split(':')[0]}" for page, block in SHOWN])
def test_a_scenario_is_right(tmp_path, page, block):
    subprocess.run([BINARY, "attest", "--ca-dir", tmp_path / "ca", "--out", tmp_path / "doc.cbor"], check=True)
    scenario = tmp_path / "mine.yaml"
    scenario.write_text(block if "version" in yaml.safe_load(block) else "version: 1\n" + block)
    done = subprocess.run([BINARY, "check", scenario], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_scenarios_are_found():
    assert len(SHOWN) >= 6


@pytest.mark.parametrize("page, documents", STACKS, ids=[f"{page.stem}-{kind_of(stack)}" for page, stack in STACKS])
def test_a_stack_is_whole(page, documents):
    """Whoever copies it gets servers that say what they are asked, and clients that find them, sign and wait."""
    variables = set(re.findall(r"`(KMS_RANDOM_MOCK_\w+)`", (ROOT / "docs/command-line.md").read_text()))
    servers, clients = stack_in(documents)
    assert servers and clients
    for server in servers:
        assert server.environment.get("KMS_RANDOM_MOCK_ACCESS_LOG") == "on"
        assert server.environment.keys() <= variables
        assert server.scenario()
        assert server.is_checked
    for client in clients:
        assert client.waits
        assert client.endpoint() in set().union(*(server.endpoints for server in servers))
        assert client.environment.get("AWS_REGION")
        assert client.environment.get("AWS_DEFAULT_REGION") == client.environment["AWS_REGION"]
        assert client.environment.get("AWS_ACCESS_KEY_ID") and client.environment.get("AWS_SECRET_ACCESS_KEY")
        if client.endpoint().startswith("https:"):
            assert client.environment.get("AWS_CA_BUNDLE") and client.environment.get("NODE_EXTRA_CA_CERTS")


def test_stacks_are_found():
    assert {kind_of(documents) for _, documents in STACKS} == {"compose", "workflow", "manifest"}


def test_bytes_that_never_change(serve):
    [(block, said)] = re.findall(r"```yaml\n(version: 1\n.*?)```\n.*?answers\n`(\S+)`",
                                 (ROOT / "docs/scenarios.md").read_text(), re.DOTALL)
    assert f'"{said}"' in serve(yaml.safe_load(block)).reply_to({"NumberOfBytes": 32})


def test_a_ten_line_test(tmp_path):
    """Saved and run as README.md says."""
    _, _, after = (ROOT / "README.md").read_text().partition("\n## A ten-line test\n")
    (_, code), (_, commands) = blocks_in(after.partition("\n## ")[0])
    assert len([line for line in code.splitlines() if line]) == 10
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "kms-random-mock").symlink_to(BINARY)
    (tmp_path / "test_random.py").write_text(code)
    # Of AWS there is nothing but what the commands themselves take from `env`.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    environment |= {"HOME": str(tmp_path), "PYTEST_ADDOPTS": "-c /dev/null --rootdir . -p no:cacheprovider",
                    "PATH": f"{programs}:{Path(sys.executable).parent}:{os.environ['PATH']}"}

    done = subprocess.run(["bash", "-euo", "pipefail", "-c", commands + 'wait "$server"'], cwd=tmp_path, env=environment,
                          check=False, capture_output=True, text=True, timeout=60)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 passed" in done.stdout
    assert not (tmp_path / "ready").exists()
