"""What README.md and the pages of docs show to be pasted: the ten-line test, and scenarios."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import BINARY, ROOT

PAGES = sorted((ROOT / "docs").glob("*.md"))


def blocks_in(text):
    """Pairs of language and content, one for each block of code."""
    return re.findall(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def scenarios_in(page):
    blocks = [block for language, block in blocks_in(page.read_text()) if language == "yaml"]
    return [block for block in blocks if "services" not in yaml.safe_load(block)]


SHOWN = [(page, block) for page in PAGES for block in scenarios_in(page)]


@pytest.mark.parametrize("page, block", SHOWN, ids=[f"{page.stem}-{block.split(':')[0]}" for page, block in SHOWN])
def test_a_scenario_is_right(tmp_path, page, block):
    subprocess.run([BINARY, "attest", "--ca-dir", tmp_path / "ca", "--out", tmp_path / "doc.cbor"], check=True)
    scenario = tmp_path / "mine.yaml"
    scenario.write_text(block if "version" in yaml.safe_load(block) else "version: 1\n" + block)
    done = subprocess.run([BINARY, "check", scenario], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_scenarios_are_found():
    assert len(SHOWN) >= 6


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
