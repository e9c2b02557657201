"""Children that CMD leaves behind are not waited for."""

import os
import signal
import time

import pytest
from launched import CALL, ONE_CALL, is_alive, python, started, wait_until

# A child that outlives its parent, and holds what it was given. It prints its number.
BEHIND = {
    "in the background": "sleep 40 & echo $!; exit 5",
    "with an ear for nothing": "(trap '' INT TERM HUP; exec sleep 40) & echo $!; exit 5",
    "in a session of its own": "setsid sh -c 'echo $$; exec sleep 40' & read x; exit 5",
}


@pytest.mark.parametrize("script", BEHIND.values(), ids=BEHIND.keys())
def test_it_ends_when_cmd_ends(script):
    with started(["sh", "-c", script]) as process:
        orphan = int(process.stdout.readline())
        try:
            assert process.wait(10) == 5
            assert is_alive(orphan)
        finally:
            os.kill(orphan, signal.SIGKILL)


DAEMON = """
if os.fork() == 0:
    os.setsid()
    if os.fork() != 0: os._exit(7)
    print(os.getpid(), flush=True)
    signal.pause()
os.wait()
sys.exit(os.execv(sys.argv[1], sys.argv[1:]))
"""


def test_a_daemon_is_left_alone_and_the_contract_is_judged():
    with started([*python(DAEMON), *CALL], *ONE_CALL) as process:
        orphan = int(process.stdout.readline())
        try:
            assert process.wait(10) == 0
            assert process.stderr.readline().startswith('contract "mine" holds')
            assert is_alive(orphan)
        finally:
            os.kill(orphan, signal.SIGKILL)


UNDER_WAY = f"""
sys.path.insert(0, {os.path.dirname(CALL[-1])!r})
import call
if os.fork() == 0:
    print(os.getpid(), flush=True)
    call.make(1, 1)
    os._exit(0)
import urllib.request
url = os.environ['KMS_RANDOM_MOCK_URL'] + '/__admin/requests?tenant=' + os.environ['AWS_ACCESS_KEY_ID']
while b'"requests":[]' in urllib.request.urlopen(url + '&min=1&wait=5s').read().replace(b' ', b''): pass
"""


def test_a_request_that_an_orphan_has_under_way_does_not_hold_us_for_ever():
    slow = ["--scenario-yaml", '{version: 1, name: slow, rules: [{name: slow, do: [{latency: 30s}]}]}']
    with started(python(UNDER_WAY), *slow) as process:
        orphan = int(process.stdout.readline())
        began = time.monotonic()
        try:
            assert process.wait(20) == 0
            assert time.monotonic() - began < 12  # a drain lasts 5 s
        finally:
            if is_alive(orphan):
                os.kill(orphan, signal.SIGKILL)


def test_orphans_do_not_pile_up():
    """A hundred children whose parents are gone, and one that waits until we have no zombie."""
    command = python("for _ in range(100):\n  if os.fork() == 0:\n    os._exit(os.fork() and 3)\n  os.wait()\nsys.exit(4)")
    with started(command) as process:
        assert process.wait(15) == 4
    wait_until(lambda: not is_alive(process.pid), "it is gone")
