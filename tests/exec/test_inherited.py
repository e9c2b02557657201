"""CMD has what it would have without us: limits, signal mask, what is ignored, descriptors, group and session."""

import os
import resource
import signal
import subprocess

import pytest
from launched import BARE, line

WHAT_IT_HAS = """
cat /proc/self/limits
grep -E '^(Sig[BI]|Shd|Umask|[UG]id|Groups|Cap|NoNewPrivs|Seccomp|Cpus|TracerPid)' /proc/self/status
ls /proc/self/fd
for number in 0 1 2; do readlink "/proc/$$/fd/$number" | sed 's/pipe:.*/pipe/'; done
nice
python3 -I -c 'import ctypes; number = ctypes.c_int(); ctypes.CDLL(None).prctl(2, ctypes.byref(number)); print("dies by", number.value)'
ps -o pgid=,sid=,tty= -p $$
"""
SIGNALS = [signal.SIGUSR1, signal.SIGTERM, signal.SIGCHLD, signal.SIGINT, signal.SIGPIPE]


def fewer_descriptors():
    resource.setrlimit(resource.RLIMIT_NOFILE, (123, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))


def ignore_signals():
    for number in SIGNALS:
        if number != signal.SIGCHLD:  # whoever ignores it cannot wait for a child
            signal.signal(number, signal.SIG_IGN)


def ignore_children():
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)


def block_signals():
    signal.pthread_sigmask(signal.SIG_SETMASK, SIGNALS)


STARTS = {"plain": None, "limit": fewer_descriptors, "ignored": ignore_signals, "children ignored": ignore_children,
          "blocked": block_signals, "umask": lambda: os.umask(0o027), "nice": lambda: os.nice(3)}


def printed_by(command, before, restore_signals=False, **settings):
    done = subprocess.run(command, check=False, preexec_fn=before, env=BARE, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, timeout=15, restore_signals=restore_signals, text=True, **settings)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.parametrize("before", STARTS.values(), ids=STARTS.keys())
def test_it_is_as_without_us(before):
    command = ["sh", "-c", WHAT_IT_HAS]
    without = printed_by(command, before).splitlines()
    within = printed_by(line(command), before).splitlines()
    assert len(without) > 40 and set(without) ^ set(within) == set()


def test_signals_are_as_a_parent_leaves_them():
    command = ["grep", "^Sig[BI]", "/proc/self/status"]
    assert printed_by(line(command), None, restore_signals=True) == printed_by(command, None, restore_signals=True)


def test_a_descriptor_that_is_passed_to_us_is_passed_on():
    ours, theirs = os.pipe()
    command = ["sh", "-c", f"echo over there >/proc/self/fd/{theirs}; ls /proc/self/fd"]
    without = printed_by(command, None, pass_fds=[theirs])
    assert os.read(ours, 100) == b"over there\n"
    assert printed_by(line(command), None, pass_fds=[theirs]) == without
    assert os.read(ours, 100) == b"over there\n"
    os.close(ours)
    os.close(theirs)


def test_group_and_session_are_ours():
    """A group of its own would be in the background of a terminal."""
    printed = printed_by(line(["sh", "-c", "ps -o pgid=,sid= -p $$; ps -o pgid=,sid= -p $PPID"]), None).split()
    assert printed == [str(os.getpgid(0)), str(os.getsid(0))] * 2


def test_a_soft_limit_that_is_low():
    """A server raises it for itself; CMD has it as it was."""
    assert printed_by(line(["sh", "-c", "ulimit -Sn; ulimit -Hn"]), fewer_descriptors).split() == [
        "123", str(resource.getrlimit(resource.RLIMIT_NOFILE)[1])]
