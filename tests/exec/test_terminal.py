"""A terminal stays CMD's: it reads from it, Ctrl-C reaches it once, and a shell stops and continues both."""

import os
import signal
import time

from launched import BINARY, CALL, ONE_CALL, has_pending, python, wait_until
from terminal import terminal_with

COUNTER = """
count = 0
def heard(*_):
    global count
    count += 1
    os.write(1, b'one\\n')
signal.signal(signal.SIGINT, heard)
signal.signal(signal.SIGTERM, lambda *_: (os.write(1, f'SIGINT came {count} times\\n'.encode()), os._exit(0)))
os.write(1, b'ready\\n')
while True: signal.pause()
"""


def test_cmd_reads_from_it():
    with terminal_with(BINARY, "exec", "--", "sh", "-c", "tty; echo ready; read word; echo got $word; exit 42") as terminal:
        terminal.see(r"/dev/pts/\d+\nready")
        terminal.type("grüße\n")
        terminal.see("got grüße")
        assert terminal.status() == 42


def test_ctrl_c_reaches_cmd_once():
    """SIGTERM is passed on after whatever Ctrl-C has made us do."""
    with terminal_with(BINARY, "exec", "--", *python(COUNTER)) as terminal:
        terminal.see("ready")
        terminal.type("\x03")
        terminal.see("one")
        os.kill(terminal.pid, signal.SIGTERM)
        terminal.see("SIGINT came 1 times")
        assert terminal.status() == 0


def test_ctrl_c_ends_cmd_and_the_verdict_is_seen():
    with terminal_with(BINARY, "exec", *ONE_CALL, "--", "sh", "-c", "echo ready; exec sleep 40") as terminal:
        terminal.see("ready")
        terminal.type("\x03")
        terminal.see('contract "mine" is unproven')
        assert terminal.status() == 128 + signal.SIGINT


def test_a_second_ctrl_c_ends_both():
    with terminal_with(BINARY, "exec", "--", *python(COUNTER)) as terminal:
        terminal.see("ready")
        terminal.type("\x03")
        terminal.see("one")
        wait_until(lambda: not has_pending(terminal.pid, signal.SIGINT), "we have seen the first one")  # or the kernel makes one of both
        time.sleep(0.1)  # nobody types faster, and what comes sooner is no second one
        terminal.type("\x03")
        assert terminal.status() in (128 + signal.SIGINT, 128 + signal.SIGKILL)


def test_ctrl_backslash_reaches_cmd():
    command = "trap 'echo quit; exit 5' QUIT; echo ready; read x"
    with terminal_with("/bin/sh", "-c", 'ulimit -c 0; exec "$0" exec -- sh -c "$1"', BINARY, command) as terminal:
        terminal.see("ready")
        terminal.type("\x1c")
        terminal.see("quit")
        assert terminal.status() == 5


def test_a_shell_stops_and_continues_it():
    with terminal_with("/bin/bash", "--norc", "--noprofile", "--noediting", "-i") as shell:
        shell.see(r"\$ ")
        shell.type(f"{BINARY} exec -- sh -c 'echo re\"\"ady; while read word; do echo got $word; done; exit 6'\n")
        shell.see("\nready\n")
        shell.type("one\n")
        shell.see("got one")
        shell.type("\x1a")
        shell.see(r"Stopped.*\n\$ ")  # before its prompt a shell takes nothing
        shell.type("jobs\n")
        shell.see(r"\[1\]\+ +Stopped.*\n\$ ")
        shell.type("fg\n")
        shell.see("fg\n.*exec --.*\n")
        shell.type("two\n")
        shell.see("got two")
        shell.type("\x04")
        shell.see(r"\$ ")
        shell.type("echo code=$?\n")
        shell.see("\ncode=6\n")
        shell.type("exit\n")
        assert shell.status() == 0


def test_the_verdict_is_read_on_a_terminal():
    with terminal_with(BINARY, "exec", *ONE_CALL, "--", *CALL) as terminal:
        terminal.see('contract "mine"')
        assert terminal.status() == 0
