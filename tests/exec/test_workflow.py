"""workflow.yaml, run step by step in the way of GitHub's runner."""

import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
import yaml
from launched import BARE, BINARY, HERE
from test_github import annotations

CONTRACT = """version: 1
name: two attempts
rules:
  - {name: one throttle, when: {attempt: {max: 1}}, do: [{error: ThrottlingException}]}
expect:
  calls: {min: 1}
  attempts_per_call: {min: 2, max: 2}
  succeeded: all
"""
TESTS = f"import sys\nsys.path.insert(0, {str(HERE)!r})\nimport call\n\ndef test_bytes():\n    call.make(1, ATTEMPTS)\n    assert OUTCOME\n"


class Runner:
    """A job on a machine of its own. `shell` is what GitHub makes of it."""

    SHELLS = {None: ["bash", "-e"], "bash": ["bash", "--noprofile", "--norc", "-eo", "pipefail"]}

    def __init__(self, folder):
        self.workspace, self.temp = folder / "work space", folder / "temp"
        self.artifacts, self.stderr, self.failed = {}, "", None
        self.environment = {"CI": "true", "GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": str(self.workspace), "RUNNER_TEMP": str(self.temp),
                            "KMS_RANDOM_MOCK_BINARY": BINARY}
        for place in (self.workspace, self.temp):
            place.mkdir()
        for name in ("GITHUB_ENV", "GITHUB_PATH", "GITHUB_STEP_SUMMARY"):
            file = self.temp / f"_runner_{name.lower()}"
            file.touch()
            self.environment[name] = str(file)

    def read(self, name):
        return Path(self.environment[name]).read_text()

    def run(self, job):
        for number, step in enumerate(job["steps"]):
            if self.failed and step.get("if") != "always()":
                continue
            status = self._use(step) if "uses" in step else self._shell(number, step, job.get("env", {}))
            if status != 0 and not self.failed:
                self.failed = (step["name"], status)

    def _use(self, step):
        if step["uses"].startswith("actions/upload-artifact@"):
            [path] = step["with"]["path"].split("\n")
            if not (self.workspace / path).exists():  # if-no-files-found: error
                return 1
            self.artifacts[step["with"]["name"]] = (self.workspace / path).read_text()
        else:
            assert step["uses"].startswith("actions/checkout@")
        return 0

    def _shell(self, number, step, environment):
        script = self.temp / f"{number}.sh"
        script.write_text(step["run"])
        exported = dict(line.split("=", 1) for line in self.read("GITHUB_ENV").splitlines())
        path = ":".join([*reversed(self.read("GITHUB_PATH").splitlines()), str(Path(sys.executable).parent), os.environ["PATH"]])
        done = subprocess.run([*self.SHELLS[step.get("shell")], script], check=False, cwd=self.workspace, stdin=subprocess.DEVNULL,
                              env=BARE | self.environment | environment | exported | {"PATH": path}, capture_output=True, text=True,
                              timeout=30)
        self.stderr += done.stderr
        return done.returncode


@pytest.fixture
def work(tmp_path):
    def run(attempts, outcome="True"):
        runner = Runner(tmp_path)
        workflow = yaml.safe_load((HERE / "workflow.yaml").read_text())
        for path, text in {workflow["jobs"]["contract"]["env"]["CONTRACT"]: CONTRACT,
                           "tests/test_bytes.py": TESTS.replace("ATTEMPTS", str(attempts)).replace("OUTCOME", outcome)}.items():
            (runner.workspace / path).parent.mkdir(parents=True, exist_ok=True)
            (runner.workspace / path).write_text(text)
        runner.run(workflow["jobs"]["contract"])
        return runner

    return run


def counted(report):
    return [len(list(ElementTree.fromstring(report).iter(tag))) for tag in ("testcase", "failure")]


def test_a_good_client_is_released(work):
    runner = work(attempts=2)
    assert runner.failed is None, runner.stderr
    assert list(annotations(runner.stderr)) == [] and (runner.workspace / "released").exists()
    assert counted(runner.artifacts["contract"]) == [3, 0]
    summary = runner.read("GITHUB_STEP_SUMMARY")
    assert "two attempts" in summary and summary.endswith("\nover\n")


def test_a_bad_client_fails_the_step_and_the_report_is_kept(work):
    runner = work(attempts=1)
    assert runner.failed == ("Test against it", 3), runner.stderr
    assert not (runner.workspace / "released").exists()
    assert counted(runner.artifacts["contract"]) == [3, 2]
    lines = {number: text.strip() for number, text in enumerate(CONTRACT.splitlines(), 1)}
    assert sorted(lines[int(properties["line"])] for properties, _ in annotations(runner.stderr)) == [
        "attempts_per_call: {min: 2, max: 2}", "succeeded: all"]
    assert {properties["file"] for properties, _ in annotations(runner.stderr)} == {"contracts/two attempts.yaml"}
    assert "broken" in runner.read("GITHUB_STEP_SUMMARY")


def test_tests_that_fail_have_their_own_code(work):
    runner = work(attempts=2, outcome="False")
    assert runner.failed == ("Test against it", 1), runner.stderr
    assert counted(runner.artifacts["contract"]) == [3, 0]
