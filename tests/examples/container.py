"""Containers without an engine: see the program `container`."""

import contextlib
import os
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
ADDRESS = "127.0.0.2"  # of every container. A server that listens on 127.0.0.1 alone is not found there
NAMESPACES = ["unshare", "--mount", "--pid", "--fork"]


@dataclass
class Container:
    image: "Image"
    environment: dict = field(default_factory=dict)
    command: list = field(default_factory=list)
    mounts: list = field(default_factory=list)  # SOURCE:TARGET:ro|rw
    access: str = "rw"  # to its root
    user: str = None
    directory: str = "/"

    def arguments(self, command):
        environment = self.image.environment | self.environment
        moved = ["sh", "-c", 'cd "$0" && exec "$@"', self.directory] if self.directory != "/" else []
        return [*NAMESPACES, HERE / "container", self.user or self.image.user, self.access, *self.mounts, *self.image.mounts,
                "--", *(f"{name}={value}" for name, value in environment.items()), "--", *moved, *command]

    def run(self, command=None):
        """Until it ends: exit code and output."""
        return subprocess.run(self.arguments(command or [*self.image.entrypoint, *self.command]), check=False, timeout=150,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    @contextlib.contextmanager
    def started(self):
        """Its first process, as this side sees it. It has to end well when it is stopped."""
        server = subprocess.Popen(self.arguments([*self.image.entrypoint, *self.command]), stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        try:
            yield lambda: first_process_of(server)
            os.kill(first_process_of(server), signal.SIGTERM)
            server.wait(10)
        finally:
            if server.poll() is None:
                os.kill(first_process_of(server), signal.SIGKILL)
            said, _ = server.communicate(timeout=10)
            print(said)  # pytest shows it with what failed
        assert server.returncode == 0


def first_process_of(unshare):
    [pid] = Path(f"/proc/{unshare.pid}/task/{unshare.pid}/children").read_text().split()
    return int(pid)


def wait_until(is_so, seconds=30):
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.02)
