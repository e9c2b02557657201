"""`exec` as the first process of a container: it buries whoever dies, and signals reach CMD."""

import contextlib
import os
import signal
import subprocess
from pathlib import Path

import pytest
from launched import BARE, CALL, ONE_CALL, line, python, wait_until
from test_signals import LISTENER

CONTAINER = ["unshare", "--user", "--map-root-user", "--pid", "--fork", "--mount-proc", "--"]


@pytest.fixture(scope="module", autouse=True)
def containers():
    with contextlib.suppress(FileNotFoundError):
        if subprocess.run([*CONTAINER, "true"], check=False, capture_output=True, timeout=15).returncode == 0:
            return
    pytest.skip("this machine gives no user a PID namespace")


@contextlib.contextmanager
def contained(command, *flags):
    process = subprocess.Popen([*CONTAINER, *line(command, *flags)], env=BARE, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        for pid in [*children_of(process.pid), process.pid]:  # with the first process of a namespace go all others
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.communicate(timeout=15)


def children_of(pid):
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def test_it_is_the_first():
    with contained(["sh", "-c", 'echo $PPID; tr "\\0" "\\n" </proc/1/cmdline | sed -n 2p']) as process:
        assert process.communicate(timeout=15) == ("1\nexec\n", "")
        assert process.returncode == 0


# Fifty orphans that end before and while CMD runs. It ends when none of them is a zombie.
ORPHANS = """
import pathlib, time
for number in range(50):
    if os.fork() == 0:
        if os.fork() == 0:
            os._exit(7)
        os._exit(0)
    os.wait()
def is_zombie(path):
    try: return path.read_text().rpartition(')')[2].split()[0] == 'Z'
    except OSError: return False
end = time.monotonic() + 10
while any(is_zombie(path) for path in pathlib.Path('/proc').glob('[0-9]*/stat')):
    if time.monotonic() > end: sys.exit('zombies are left')
    time.sleep(0.01)
sys.exit(42)
"""


def test_zombies_are_reaped_and_are_not_taken_for_cmd():
    with contained(python(ORPHANS)) as process:
        assert process.communicate(timeout=20) == ("", "")
        assert process.returncode == 42


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT], ids=lambda number: number.name)
def test_signals_reach_cmd(number):
    with contained(python(LISTENER)) as process:
        assert process.stdout.readline()
        [first] = wait_until(lambda: children_of(process.pid), "the first process is there")
        os.kill(first, number)
        assert process.stdout.readline() == number.name + "\n"
        if number != signal.SIGTERM:
            os.kill(first, signal.SIGTERM)
        assert process.wait(10) == 42


@pytest.mark.parametrize("calls, wanted", [("1", 0), ("2", 3)])
def test_a_contract_is_judged(calls, wanted):
    with contained([*CALL, calls], *ONE_CALL) as process:
        out, err = process.communicate(timeout=15)
        assert (process.returncode, out) == (wanted, "") and err.startswith('contract "mine"')


def test_an_orphan_does_not_hold_it():
    with contained(["sh", "-c", "setsid sleep 40 >/dev/null 2>&1 & exit 5"]) as process:
        assert process.wait(10) == 5
