"""The exit code: CMD's own, else that of the contract, else that of the reports."""

import re
import signal

import pytest
from launched import AT_MOST_TWO, CALL, ONE_CALL, python, run, scenario

TWO_CALLS, NO_CALL = [*CALL, "2"], ["true"]
HARMLESS = {"attempts_per_call": {"max": 3}}


@pytest.mark.parametrize("contract", [[], ONE_CALL], ids=["no contract", "broken"])
@pytest.mark.parametrize("code", [1, 2, 3, 42, 126, 127, 255])
def test_cmd_has_the_first_word(code, contract):
    assert run(["sh", "-c", f"exit {code}"], *contract).returncode == code


@pytest.mark.parametrize("name", ["SIGTERM", "SIGKILL", "SIGSEGV", "SIGINT", "SIGHUP", "SIGPIPE", "SIGABRT", "SIGUSR1", "SIGRTMAX"])
def test_cmd_that_dies_by_a_signal(name):
    number = int(getattr(signal, name))
    command = python(f"import resource\nresource.setrlimit(resource.RLIMIT_CORE, (0, 0))\n"
                     f"signal.getsignal({number}) is None or {number} == 9 or signal.signal({number}, signal.SIG_DFL)\n"
                     f"os.kill(os.getpid(), {number})\nsignal.pause()")
    assert run(command).returncode == 128 + number


@pytest.mark.parametrize("program", ["no-such-program", "./no-such-program", "/no/such/program", ""],
                         ids=["by name", "here", "by path", "empty"])
def test_cmd_that_is_not_found(program):
    done = run([program], *scenario({**HARMLESS, "allow_unproven": True}))
    assert (done.returncode, done.stdout) == (127, "")
    assert re.search(f"^error: .*{re.escape(program)}", done.stderr, re.MULTILINE)


def test_cmd_that_cannot_be_executed(tmp_path):
    (tmp_path / "plain.txt").write_text("#!/bin/sh\n")
    for path in (tmp_path / "plain.txt", tmp_path):
        done = run([path])
        assert (done.returncode, done.stdout) == (126, "") and str(path) in done.stderr
    assert run(["plain.txt"], environment={"PATH": str(tmp_path)}).returncode == 126


def test_cmd_whose_interpreter_is_missing(tmp_path):
    program = tmp_path / "program"
    program.write_text("#!/no/such/interpreter\n")
    program.chmod(0o755)
    assert run([program]).returncode in (126, 127)


@pytest.mark.parametrize("contract, command, wanted", [
    ([], CALL, 0), ([], NO_CALL, 0), (ONE_CALL, CALL, 0), (ONE_CALL, TWO_CALLS, 3), (ONE_CALL, NO_CALL, 3),
    (scenario(HARMLESS), NO_CALL, 3),
    (scenario(HARMLESS), CALL, 3),  # nothing failed, so nothing could have been tried too often
    (scenario(HARMLESS | {"allow_unproven": True}), NO_CALL, 0),
    (scenario(HARMLESS | {"allow_unproven": True}), CALL, 0),
    (scenario({"calls": {"min": 1}, "allow_unproven": True}), NO_CALL, 3),
    (AT_MOST_TWO, [*CALL, "1", "2"], 0), (AT_MOST_TWO, [*CALL, "1", "3"], 3),
], ids=["none", "none, no call", "holds", "broken", "too few", "unproven, no call", "unproven, no failure", "allowed, no call",
        "allowed, no failure", "broken though unproven is allowed", "two attempts", "three attempts"])
def test_the_contract_has_the_next_word(contract, command, wanted):
    done = run(command, *contract)
    assert done.returncode == wanted, done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("command, without", [(CALL, 1), (TWO_CALLS, 3), (["sh", "-c", "exit 42"], 42)], ids=["holds", "broken", "own"])
def test_a_report_that_cannot_be_written_has_the_last(tmp_path, command, without):
    path = tmp_path / "no such folder/report.json"
    done = run(command, *ONE_CALL, "--report", path, "--report", tmp_path / "fine.json")
    assert done.returncode == without
    *_, verdict, error = done.stderr.splitlines()
    assert error.startswith(f"error: cannot write report {path}: ") and 'contract "mine"' in done.stderr and "error" not in verdict
    assert (tmp_path / "fine.json").exists()


def test_a_disk_that_is_full():
    done = run(CALL, *ONE_CALL, "--report", "/dev/full", environment={"GITHUB_STEP_SUMMARY": "/dev/full"})
    assert done.returncode == 1 and "error: cannot write report /dev/full: " in done.stderr
