"""The verdict: on stderr, ten lines at most, and coloured for eyes alone."""

import os
import pty
import re
import shlex
import subprocess

import pytest
from launched import AT_MOST_TWO, BARE, BINARY, CALL, ONE_CALL, THROTTLED_TWICE, line, python, run, scenario

THREE_ATTEMPTS = [*CALL, "1", "3"]
MANY = {"calls": {"max": 1}, "attempts_per_call": {"max": 1}, "not_retried": ["ThrottlingException"], "resends": {"max": 0},
        "retry": "sdk-2026", "time_per_call": {"max": "1ms"}, "succeeded": "all", "operations": ["Encrypt"], "rules_fired": ["never"],
        "rules_not_fired": ["two throttles"],
        "tenants": {"min": 3}, "jitter": "some", "signed": True}
NEVER = {"name": "never", "when": {"number_of_bytes": {"max": 1}}, "do": [{"error": "ThrottlingException"}]}


def test_nothing_without_a_contract():
    for flags in ([], scenario(), scenario(rules=THROTTLED_TWICE)):
        done = run(THREE_ATTEMPTS, *flags)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_one_line_when_it_holds():
    done = run(CALL, *ONE_CALL)
    assert done.stdout == ""
    assert done.stderr == 'contract "mine" holds: 1 expectation; 1 tenant, 1 call, 1 request\n'


def test_it_names_the_call_and_what_was_seen():
    done = run(THREE_ATTEMPTS, *AT_MOST_TWO, "--seed", "7")
    assert (done.returncode, done.stdout) == (3, "")
    first, broken, timeline, last = done.stderr.splitlines()
    assert re.fullmatch(r'contract "mine" is broken: (.*\b)?1 is broken; 1 tenant, 1 call, 3 requests', first)
    assert re.fullmatch(r"  broken +attempts_per_call: \{max: 2\} \(AKIAIOSFODNN7EXAMPLE\): "
                        r"call 0 made 3 attempts, wanted at most 2 attempts", broken)
    assert re.fullmatch(r" +#0  400 ThrottlingException ─+ [\d.]+ ms → 400 ThrottlingException ─+ [\d.]+ ms → 200", timeline)
    assert re.match(r"  seed 7, scenario [0-9a-f]{8,}; again: kms-random-mock exec ", last)


def test_an_unproven_one_says_why():
    done = run(["true"], *scenario({"attempts_per_call": {"max": 2}}))
    assert done.returncode == 3 and re.search(r"^  unproven +attempts_per_call: \{max: 2\}", done.stderr, re.MULTILINE)
    allowed = run(["true"], *scenario({"attempts_per_call": {"max": 2}, "allow_unproven": True}))
    assert allowed.returncode == 0 and len(allowed.stderr.splitlines()) <= 10 and "again: " not in allowed.stderr


@pytest.mark.parametrize("tenants", [1, 40])
def test_ten_lines_at_most_and_the_rest_is_counted(tenants):
    done = run([*CALL, "2", "3", str(tenants)], *scenario(MANY, rules=[*THROTTLED_TWICE, NEVER]))
    assert (done.returncode, done.stdout) == (3, "")
    lines = done.stderr.splitlines()
    assert 4 <= len(lines) <= 10
    amiss = sum(int(number) for number in re.findall(r"(\d+) (?:is|are) (?:broken|unproven)", lines[0]))
    shown = sum(text.startswith(("  broken ", "  unproven ")) for text in lines)
    assert 0 < shown < amiss
    assert f"  and {amiss - shown} more" in lines[-2] and "again: " in lines[-1]
    assert not any(text.endswith(" ") for text in lines)


def test_words_of_many_lines_take_no_more():
    done = run(["sh", "-c", "\n" * 20 + '"$@"', "sh", *CALL, "2", "3"], *scenario(MANY, rules=[*THROTTLED_TWICE, NEVER]))
    assert done.returncode == 3 and len(done.stderr.splitlines()) <= 10


def on_a_terminal(command, *flags, environment=None):
    """What stderr shows that is one."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(line(command, *flags), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=theirs,
                               env=BARE | {"TERM": "xterm"} | (environment or {}))
    os.close(theirs)
    text = b""
    try:
        while some := os.read(ours, 4096):
            text += some
    except OSError:  # nobody holds the other end any more
        pass
    assert process.communicate(timeout=15) == (b"", None)
    os.close(ours)
    return text.decode()


@pytest.mark.parametrize("command, flags", [(CALL, ONE_CALL), (THREE_ATTEMPTS, AT_MOST_TWO)], ids=["holds", "broken"])
def test_colour_is_for_terminals(command, flags):
    assert "\x1b" not in run(command, *flags).stderr
    seen = on_a_terminal(command, *flags)
    assert "\x1b[" in seen
    assert "\x1b" not in on_a_terminal(command, *flags, environment={"NO_COLOR": "1"})
    plain = re.sub(r"\x1b\[[0-9;]*m", "", seen)
    assert plain.startswith('contract "mine" ') and "\x1b" not in plain


@pytest.mark.parametrize("command", [THREE_ATTEMPTS, ["sh", "-c", 'shift; exec "$@"', "it's", "größe = $HOME", *THREE_ATTEMPTS]],
                         ids=["plain", "odd words"])
def test_it_says_how_to_run_it_again(tmp_path, command):
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/kms-random-mock").symlink_to(BINARY)
    (tmp_path / "my contract.yaml").write_text(AT_MOST_TWO[-1])
    done = run(command, "--scenario", "my contract.yaml", "--seed", "7", cwd=tmp_path)
    again = done.stderr.splitlines()[-1].partition("again: ")[2]
    assert shlex.split(again)[:2] == ["kms-random-mock", "exec"] and shlex.split(again)[-len(command):] == command
    twice = subprocess.run(["sh", "-c", again], check=False, capture_output=True, text=True, cwd=tmp_path, timeout=15,
                           env=BARE | {"PATH": f"{tmp_path}/bin:{os.environ['PATH']}"})
    assert twice.returncode == 3 and twice.stderr.splitlines()[-1] == done.stderr.splitlines()[-1]


def test_what_cmd_writes_comes_first():
    done = subprocess.run(line(["sh", "-c", 'echo out; echo err >&2; "$@"', "sh", *CALL], *ONE_CALL), check=False, env=BARE, text=True,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=15)
    out, err, verdict = done.stdout.splitlines()
    assert (out, err) == ("out", "err") and verdict.startswith('contract "mine" holds')
