"""A terminal, and somebody who sits at it."""

import contextlib
import os
import pty
import re
import select
import signal
import time

from launched import BARE, PATIENCE


class Terminal:
    """Somebody at the keyboard of the session that `pid` leads."""

    def __init__(self, pid, keyboard):
        self.pid = pid
        self.text = ""
        self._keyboard = keyboard
        self._status = None

    def type(self, text):
        os.write(self._keyboard, text.encode())

    def see(self, pattern):
        """Reads on until it shows what has not been seen before."""
        deadline = time.monotonic() + PATIENCE
        while not (found := re.search(pattern, self.text)):
            assert select.select([self._keyboard], [], [], max(0, deadline - time.monotonic()))[0], f"no {pattern!r} in {self.text!r}"
            try:
                some = os.read(self._keyboard, 4096)
            except OSError:
                some = b""
            assert some, f"no {pattern!r} in {self.text!r}"
            self.text += some.decode(errors="replace").replace("\r\n", "\n")
        self.text = self.text[found.end():]
        return found

    def status(self):
        """Of the leader once it has ended."""
        if self._status is None:
            with contextlib.suppress(AssertionError):
                self.see(r"(?!)")  # to the end of what it says
            self._status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self._status

    def end(self):
        if self._status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._keyboard)


@contextlib.contextmanager
def terminal_with(*command):
    pid, keyboard = pty.fork()
    if pid == 0:
        os.execve(command[0], command, BARE | {"TERM": "dumb", "PS1": "$ "})
    terminal = Terminal(pid, keyboard)
    try:
        yield terminal
    finally:
        terminal.end()
