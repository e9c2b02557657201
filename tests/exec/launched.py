"""`kms-random-mock exec`, started as a shell or a CI system does it."""

import contextlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path

BINARY = os.environ["KRM_BINARY"]
HERE = Path(__file__).resolve().parent
PATIENCE = 15  # seconds, for whatever has to happen soon

CALL = [sys.executable, "-I", "-B", str(HERE / "call.py")]  # a CMD that makes one call

# What the runner of this test says of CI, AWS and the mock is none of the test's business.
BARE = {name: value for name, value in os.environ.items()
        if not name.startswith(("AWS_", "GITHUB_", "KMS_RANDOM_MOCK_", "RUNNER_")) and name not in ("NO_COLOR", "CI")}


def scenario(expect=None, **keys):
    """The flags of a scenario. Without `expect` it has no contract."""
    return ["--scenario-yaml", json.dumps({"version": 1, "name": "mine"} | ({} if expect is None else {"expect": expect}) | keys)]


ONE_CALL = scenario({"calls": {"min": 1, "max": 1}})
THROTTLED_TWICE = [{"name": "two throttles", "when": {"attempt": {"max": 2}}, "do": [{"error": "ThrottlingException"}]}]
AT_MOST_TWO = scenario({"attempts_per_call": {"max": 2}}, rules=THROTTLED_TWICE)


def python(text):
    """A CMD that runs this text of Python, and ends by itself whatever becomes of its test."""
    return [sys.executable, "-I", "-B", "-c", f"import signal, os, sys\nsignal.alarm(40)\n{text}"]


def line(command, *flags):
    return [BINARY, "exec", *flags, "--", *command]


def run(command, *flags, environment=None, **settings):
    """What became of it: `returncode`, `stdout` and `stderr`."""
    settings = {"stdin": subprocess.DEVNULL, "env": BARE | (environment or {}), "encoding": "utf-8", "timeout": PATIENCE} | settings
    if "input" in settings:
        del settings["stdin"]
    return subprocess.run(line(command, *flags), check=False, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **settings)


def shell(text, program="sh", environment=None, **settings):
    """The same for a script in which $MOCK is the program, $CALL a client and $ONE_CALL a scenario."""
    given = {"MOCK": BINARY, "PYTHON": sys.executable, "CALLER": CALL[-1], "ONE_CALL": ONE_CALL[-1]}
    return subprocess.run([program, "-c", text], check=False, capture_output=True, encoding="utf-8",
                          timeout=PATIENCE * 2, env=BARE | given | (environment or {}), **({"stdin": subprocess.DEVNULL} | settings))


@contextlib.contextmanager
def started(command, *flags, environment=None, **settings):
    """A process, whose `stdout` is to be read. It is gone afterwards."""
    settings = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "encoding": "utf-8"} | settings
    process = subprocess.Popen(line(command, *flags), env=BARE | (environment or {}), **settings)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream:
                stream.close()


def wait_until(condition, what):
    deadline = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < deadline, f"{what}: not within {PATIENCE} s"
        time.sleep(0.01)
    return found


def is_alive(pid):
    """A zombie is not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False


def has_pending(pid, number):
    """Whether the signal has come to the process, which has not taken it yet."""
    masks = [line.split()[1] for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith(("SigPnd", "ShdPnd"))]
    return any(int(mask, 16) >> number - 1 & 1 for mask in masks)
