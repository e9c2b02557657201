"""What cannot be meant is refused with 2 and one line, before CMD runs."""

import subprocess

import pytest
from launched import BARE, BINARY, run

WRONG = {
    "nothing": [], "no CMD": ["--"], "no --": ["touch", "ran"], "flags and no --": ["--seed", "1", "touch", "ran"],
    "wrong ending": ["--report", "report.txt", "--", "touch", "ran"], "no ending": ["--report", "report", "--", "touch", "ran"],
    "only an ending is not a name": ["--report", "", "--", "touch", "ran"],
    "second report": ["--report", "a.xml", "--report", "b.html", "--", "touch", "ran"],
    "unknown flag": ["--bogus", "--", "touch", "ran"], "no value": ["--report", "--", "touch", "ran"],
    "flag of another": ["--pcr", "0=00", "--", "touch", "ran"], "no such scenario": ["--scenario", "retri-contract", "--", "touch", "ran"],
    "wrong scenario": ["--scenario-yaml", "{version: 1, rulez: []}", "--", "touch", "ran"],
    "unknown preset": ["--scenario-yaml", "{version: 1, name: x, expect: {retry: boto3-standrad}}", "--", "touch", "ran"],
}


@pytest.mark.parametrize("words", WRONG.values(), ids=WRONG.keys())
def test_it_is_refused(tmp_path, words):
    done = subprocess.run([BINARY, "exec", *words], check=False, capture_output=True, text=True, env=BARE, cwd=tmp_path, timeout=15)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr
    assert list(tmp_path.iterdir()) == []


def test_it_says_what_is_wrong():
    done = run(["true"], "--report", "report.txt")
    assert len(done.stderr.splitlines()) == 1
    assert "report.txt" in done.stderr and all(ending in done.stderr for ending in (".xml", ".json", ".md"))
    done = run(["true"], "--scenario-yaml", "{version: 1, name: x, expect: {retry: boto3-standrad}}")
    assert "boto3-standard" in done.stderr
    done = subprocess.run([BINARY, "exec", "true"], check=False, capture_output=True, text=True, env=BARE, timeout=15)
    assert "--" in done.stderr


def test_the_ending_is_what_counts(tmp_path):
    for name in ("a.b.xml", "UPPER CASE.json", "ä.md"):
        assert run(["true"], "--report", tmp_path / name).returncode == 0
        assert (tmp_path / name).exists()


def test_help_says_how():
    done = subprocess.run([BINARY, "exec", "--help"], check=True, capture_output=True, text=True, env=BARE, timeout=15)
    assert "--report" in done.stdout and "CMD" in done.stdout and done.stderr == ""
