"""Every command that docs/contract-testing.md shows is run, and prints what the page says."""

import os
import re
import subprocess
import sys
import xml.etree.ElementTree
from pathlib import Path

import pytest
import yaml

PAGE = (Path(__file__).resolve().parents[2] / "docs/contract-testing.md").read_text()
BLOCKS = re.findall(r"(?:Save this as `([\w.]+)`(?:.+\n)+\n)?^```(\w*)\n((?:.*\n)*?)^```$", PAGE, re.MULTILINE)
FILES = {name: content for name, _, content in BLOCKS if name}


def commands():
    """Pairs of a block for a shell and the output that is shown below it, if any is."""
    shown = []
    for _, language, content in BLOCKS:
        if language == "sh":
            shown.append([content, None])
        elif not language:
            assert shown[-1][1] is None
            shown[-1][1] = content
    return shown


def ci_commands():
    """What the files for a CI run."""
    for _, language, content in BLOCKS:
        if language == "groovy":
            yield from re.findall('sh "(.*?)"', content)
        elif language == "yml":
            jobs = yaml.safe_load(content)
            yield from ([step["run"] for step in jobs] if isinstance(jobs, list) else jobs["contract"]["script"])


COMMANDS, CI_COMMANDS = commands(), list(ci_commands())


def run(folder, command, **environment):
    """In a shell that knows nothing of AWS. Returns the exit code, and what it printed on either stream."""
    programs = folder / "bin"
    programs.mkdir()
    (programs / "kms-random-mock").symlink_to(os.environ["KRM_BINARY"])
    work = folder / "work"
    work.mkdir()
    for name, content in FILES.items():
        (work / name).write_text(content)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "KMS_RANDOM_MOCK_", "GITHUB_"))}
    kept |= {"HOME": str(folder), "PYTEST_ADDOPTS": "-c /dev/null --rootdir . -p no:cacheprovider", "PYTHONDONTWRITEBYTECODE": "1",
             "PATH": f"{programs}:{Path(sys.executable).parent}:{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", command], cwd=work, env=kept | environment, check=False,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60)
    return done.returncode, done.stdout


def pattern_of(line):
    """It matches the same line with other times, ports and digests."""
    varying = {"─+": "─+", r"[\d.]+ m?s\b": r"[\\d.]+ m?s", r"(?<=127\.0\.0\.1:)\d+": r"\\d+", r"(?<=scenario )[0-9a-f]{8,}": "[0-9a-f]+"}
    for what, matcher in varying.items():
        line = re.sub(what, f"\0{matcher}\0", line)
    parts = line.split("\0")
    return "".join(part if number % 2 else re.escape(part) for number, part in enumerate(parts))


@pytest.mark.parametrize("command, shown", COMMANDS, ids=[command.splitlines()[-1][:60] for command, _ in COMMANDS])
def test_a_command(tmp_path, command, shown):
    status, printed = run(tmp_path, command)

    assert status == 0, printed
    if shown:
        wanted = shown.splitlines()
        last = "\n".join(printed.splitlines()[-len(wanted):])
        assert re.fullmatch("\n".join(map(pattern_of, wanted)), last), printed


@pytest.mark.parametrize("command", CI_COMMANDS, ids=["actions", "gitlab", "jenkins"])
def test_a_command_of_a_ci(tmp_path, command):
    summary = tmp_path / "summary"
    summary.write_text("of the step before\n")

    status, printed = run(tmp_path, command, GITHUB_STEP_SUMMARY=str(summary))

    assert status == 0, printed
    if "SUMMARY" in command:
        assert re.fullmatch("of the step before\n.*mine.*holds.*", summary.read_text(), re.DOTALL)
    else:
        cases = xml.etree.ElementTree.parse(tmp_path / "work/report.xml").getroot().iter("testcase")
        assert [case.find("failure") for case in cases] == [None] * 4


def test_commands_are_found():
    assert len(COMMANDS) >= 8 and len(CI_COMMANDS) == 3 and set(FILES) == {"mine.yaml", "test_contract.py", "client.py"}
