"""`exec` in shells, in parallel with itself, and within itself."""

import os
import re

import pytest
from launched import BINARY, CALL, ONE_CALL, run, scenario, shell, started

URL = ["sh", "-c", 'echo "$KMS_RANDOM_MOCK_URL"']


@pytest.mark.parametrize("program", ["sh", "dash", "bash"])
def test_under_a_shell(program):
    done = shell("""
    set -e
    "$MOCK" exec --scenario-yaml "$ONE_CALL" -- "$PYTHON" -I -B "$CALLER"
    out="$("$MOCK" exec -- sh -c 'echo "a  b"' | tr a A)"; echo "$out"
    if ! "$MOCK" exec -- false; then echo no; fi
    "$MOCK" exec --scenario-yaml "$ONE_CALL" -- "$PYTHON" -I -B "$CALLER" 2 && echo wrong
    echo $?
    "$MOCK" exec --scenario-yaml "$ONE_CALL" -- "$PYTHON" -I -B "$CALLER" & wait $!; echo $?
    "$MOCK" exec -- sh -c 'kill -TERM $$' || echo $?
    "$MOCK" exec -- sh -c 'exit 9'
    echo not reached
    """, program)
    assert (done.returncode, done.stdout) == (9, "A  b\nno\n3\n0\n143\n")


def test_ten_at_once(tmp_path):
    """Each of them waits until all are there. Each has its own server and counts its own call."""
    gate = tmp_path / "gate"
    os.mkfifo(gate)
    command = ["sh", "-c", f'echo "$KMS_RANDOM_MOCK_URL"; read x <"{gate}"; exec "$@"', "sh", *CALL]
    processes, urls = [], []

    def start(left):
        if left == 0:
            urls.extend(process.stdout.readline() for process in processes)
            gate_end = os.open(gate, os.O_RDWR)
            os.write(gate_end, b"\n" * 10)
            assert [process.wait(30) for process in processes] == [0] * 10
            os.close(gate_end)
            assert [process.stderr.read().count(" holds") for process in processes] == [1] * 10
            return
        with started(command, *ONE_CALL) as process:
            processes.append(process)
            start(left - 1)

    start(10)
    assert len(set(urls)) == 10


def test_one_within_another():
    done = run(["sh", "-c", 'echo "$KMS_RANDOM_MOCK_URL" "$AWS_ENDPOINT_URL_KMS"; exec "$@"', "sh", BINARY, "exec", "--", *URL])
    outer, again, inner = done.stdout.split()
    assert (done.returncode, done.stderr) == (0, "") and outer == again != inner


@pytest.mark.parametrize("inner, outer, wanted", [
    (ONE_CALL, [], [0, "holds"]), (scenario({"calls": {"max": 0}}), [], [3, "broken"]),
    (ONE_CALL, ONE_CALL, [3, "holds", "broken"]), ([], scenario({"calls": {"max": 0}}), [0, "holds"]),
], ids=["inner holds", "inner broken", "outer saw no call", "outer wants none"])
def test_each_judges_its_own(inner, outer, wanted):
    done = run([BINARY, "exec", *inner, "--", *CALL], *outer)
    verdicts = re.findall(r'^contract "mine" (?:is )?(\w+)', done.stderr, re.MULTILINE)
    assert [done.returncode, *verdicts] == wanted


def test_it_knows_its_own_variables():
    environment = {"KMS_RANDOM_MOCK_URL": "http://192.0.2.1:1", "KMS_RANDOM_MOCK_BINARY": "/no/such/binary"}
    done = run(["sh", "-c", 'echo "$KMS_RANDOM_MOCK_URL" "$KMS_RANDOM_MOCK_BINARY"'], environment=environment)
    url, binary = done.stdout.split()
    assert (done.returncode, done.stderr, binary) == (0, "", "/no/such/binary") and url.startswith("http://127.0.0.1:")
    assert run(["true"], environment={"KMS_RANDOM_MOCK_BINARI": "x"}).returncode == 2


def test_a_scenario_by_variable():
    assert run(CALL, environment={"KMS_RANDOM_MOCK_SCENARIO_YAML": ONE_CALL[-1]}).stderr.startswith('contract "mine" holds')
