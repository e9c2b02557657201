"""stdin, stdout and stderr are CMD's, open or closed. What is closed changes no exit code."""

import json
import shlex

import pytest
from launched import AT_MOST_TWO, CALL, ONE_CALL, python, run, shell


def test_cmd_reads_stdin():
    text = "größe\n" * 100_000
    done = run(["cat"], input=text)
    assert (done.returncode, done.stdout) == (0, text)


def test_we_read_nothing_of_it():
    done = shell("printf 'one\\ntwo\\n' | { \"$MOCK\" exec -- sh -c 'read x; echo \"cmd got $x\"'; cat; }")
    assert done.stdout == "cmd got one\ntwo\n"


def test_stdin_is_nothing():
    assert run(["sh", "-c", "read x; echo $?"]).stdout == "1\n"


# Writes into a file which of its three streams are open, before it opens anything.
OPEN = "is_open = [os.path.lexists(f'/proc/self/fd/{number}') for number in range(3)]; open(sys.argv[1], 'w').write(str(is_open))"
CLOSED = ["<&-", ">&-", "2>&-", "<&- >&-", "<&- 2>&-", ">&- 2>&-", "<&- >&- 2>&-"]


@pytest.mark.parametrize("closed", CLOSED)
def test_what_is_closed_is_closed_for_cmd(tmp_path, closed):
    looking = shlex.join(python(OPEN))
    shell(f'{looking} without {closed}; "$MOCK" exec -- {looking} within {closed}', cwd=tmp_path)
    expected = [sign not in closed.split() for sign in ("<&-", ">&-", "2>&-")]
    assert (tmp_path / "without").read_text() == (tmp_path / "within").read_text() == str(expected)


@pytest.mark.parametrize("closed", CLOSED)
def test_what_is_closed_changes_no_code(tmp_path, closed):
    """And a verdict for a descriptor that is closed goes nowhere, not into a file that has got its number."""
    shell(f"""for calls in 0 1 2; do
      "$MOCK" exec --scenario-yaml "$ONE_CALL" --journal-file journal$calls -- "$PYTHON" -I -B "$CALLER" $calls {closed}
      echo $?
    done >codes""", cwd=tmp_path)
    assert (tmp_path / "codes").read_text() == "3\n0\n3\n"
    for calls in range(3):
        entries = [json.loads(entry) for entry in (tmp_path / f"journal{calls}").read_text().splitlines()]
        assert len([entry for entry in entries if "contract" not in entry]) == calls


def test_a_reader_of_stderr_that_is_gone():
    script = '{ "$MOCK" exec --scenario-yaml "$ONE_CALL" -- sh -c "read x <fifo"; echo $? >code; } 2>&1 | { exec <&-; echo >fifo; }'
    assert shell(f'cd "$(mktemp -d)" && mkfifo fifo && {script}; cat code; rm -r "$PWD"').stdout == "3\n"


def test_stderr_that_is_full():
    done = shell('"$MOCK" exec --scenario-yaml "$ONE_CALL" -- true 2>/dev/full; echo $?')
    assert done.stdout == "3\n"


def test_stdout_carries_only_what_cmd_writes(tmp_path):
    done = run(["sh", "-c", 'printf out; "$@"', "sh", *CALL, "1", "3"], *AT_MOST_TWO, "--report", tmp_path / "a.json",
               environment={"GITHUB_ACTIONS": "true"})
    assert (done.returncode, done.stdout) == (3, "out")


def test_what_the_server_logs_is_not_shown():
    for level in ([], ["--access-log", "auto"], ["--log-level", "warning"]):
        assert run(CALL, *ONE_CALL, *level).stderr.count("\n") == 1
    assert run(CALL, *ONE_CALL, "--access-log", "on", "--log-level", "info").stderr.count("\n") > 1
