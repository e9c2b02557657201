"""Signals that are sent to `exec` alone reach CMD, and its end is ours."""

import os
import signal
import time

import pytest
from launched import ONE_CALL, is_alive, python, started, wait_until

PASSED_ON = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT]

# Names each signal that comes. After SIGTERM it ends. A handler may not print() in the middle of a print().
LISTENER = """
def heard(number, _):
    os.write(1, f'{signal.Signals(number).name}\\n'.encode())
    if number == signal.SIGTERM: os._exit(42)
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT): signal.signal(number, heard)
os.write(1, f'{os.getpid()}\\n'.encode())
while True: signal.pause()
"""
DEFAULT = """
import resource
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT): signal.signal(number, signal.SIG_DFL)
os.write(1, f'{os.getpid()}\\n'.encode())
while True: signal.pause()
"""


@pytest.mark.parametrize("number", PASSED_ON, ids=lambda number: number.name)
def test_it_reaches_cmd(number):
    with started(python(LISTENER)) as process:
        pid = process.stdout.readline()
        process.send_signal(number)
        assert process.stdout.readline() == number.name + "\n"
        if number != signal.SIGTERM:
            assert process.poll() is None and is_alive(int(pid))
            process.send_signal(signal.SIGTERM)
            assert process.stdout.readline() == "SIGTERM\n"
        assert process.wait(10) == 42
        assert process.stdout.read() == "" and process.stderr.read() == ""


@pytest.mark.parametrize("number", PASSED_ON, ids=lambda number: number.name)
def test_cmd_that_it_kills(number):
    with started(python(DEFAULT)) as process:
        pid = process.stdout.readline()
        process.send_signal(number)
        assert process.wait(10) == 128 + number
        assert not is_alive(int(pid))


def test_each_one_is_passed_on():
    with started(python(LISTENER)) as process:
        process.stdout.readline()
        for number in (signal.SIGHUP, signal.SIGQUIT, signal.SIGHUP, signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
            process.send_signal(number)
            assert process.stdout.readline() == number.name + "\n"
        assert process.wait(10) == 42


def test_a_second_sigint_ends_both():
    with started(python(LISTENER)) as process:
        pid = int(process.stdout.readline())
        process.send_signal(signal.SIGINT)
        assert process.stdout.readline() == "SIGINT\n"
        assert process.poll() is None
        time.sleep(0.1)  # what comes sooner is no second one
        process.send_signal(signal.SIGINT)
        assert process.wait(10) in (128 + signal.SIGINT, 128 + signal.SIGKILL)
        wait_until(lambda: not is_alive(pid), "CMD is gone")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=lambda number: number.name)
def test_one_that_comes_while_we_start_is_not_lost(number):
    """It ends us, or CMD as well, if there is one. That nobody is left who holds stdout shows that CMD is gone."""
    for delay in range(15):
        with started(["sleep", "40"]) as process:
            time.sleep(delay / 1000)
            process.send_signal(number)
            process.communicate(timeout=10)
            assert process.returncode in (-number, 128 + number)


def test_the_verdict_comes_all_the_same():
    with started(python(LISTENER), *ONE_CALL) as process:
        process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 42
        assert process.stderr.read().startswith('contract "mine" is broken')


def test_a_contract_whose_cmd_was_killed_is_not_proven():
    with started(python(DEFAULT), "--scenario-yaml", '{version: 1, name: mine, expect: {resends: {max: 0}}}') as process:
        process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 128 + signal.SIGTERM
        assert 'contract "mine" is unproven' in process.stderr.read()


@pytest.mark.parametrize("number", [signal.SIGUSR1, signal.SIGALRM], ids=lambda number: number.name)
def test_no_other_signal_reaches_cmd(number):
    """As with any program: what we are not asked to pass on ends us, and takes nobody for somebody else."""
    with started(python("signal.signal(signal.SIGUSR1, lambda *_: print('USR1'))\n" + DEFAULT)) as process:
        pid = int(process.stdout.readline())
        process.send_signal(number)
        assert process.wait(10) == -number
        os.kill(pid, signal.SIGKILL)
