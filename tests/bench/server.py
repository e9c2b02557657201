"""The server that is measured, as a process."""

import os
import pathlib
import signal
import subprocess
import tempfile
import time

PATIENCE = 10  # seconds, for a start or a stop


class Server:
    def __init__(self, binary, *flags, under=()):
        """`under`: a command that runs the binary as its child, such as a tracer."""
        self._folder = tempfile.TemporaryDirectory(prefix="krm-bench-")
        ready_file = pathlib.Path(self._folder.name) / "url"
        environment = {name: value for name, value in os.environ.items()
                       if not name.startswith("KMS_RANDOM_MOCK_")}
        self._process = subprocess.Popen(
            [*under, binary, "--port", "0", "--ready-file", ready_file, *flags],
            env=environment, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.port = int(self._url(ready_file).rpartition(":")[2])
        self.pid = self._child() if under else self._process.pid

    def _url(self, ready_file):
        deadline = time.monotonic() + PATIENCE
        while not ready_file.exists():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self._process.kill()
                raise RuntimeError("the server does not start")
            time.sleep(0.005)
        return ready_file.read_text().strip()

    def _child(self):
        parent = self._process.pid
        children = pathlib.Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
        return int(children[0])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self._process.poll() is None:
            self.stop()
        self._folder.cleanup()

    def stop(self):
        """Sends SIGTERM and returns the milliseconds until the process is gone."""
        begin = time.monotonic()
        os.kill(self.pid, signal.SIGTERM)
        status = self._process.wait(PATIENCE)
        elapsed = (time.monotonic() - begin) * 1000
        if status != 0:
            raise RuntimeError(f"the server stopped with status {status}")
        return elapsed

    def status(self, field):
        """A number of /proc/PID/status: kibibytes, or a count."""
        for line in pathlib.Path(f"/proc/{self.pid}/status").read_text().splitlines():
            name, _, value = line.partition(":")
            if name == field:
                return int(value.split()[0])
        raise KeyError(field)

    def descriptors(self):
        """How many it has open."""
        return len(os.listdir(f"/proc/{self.pid}/fd"))

    def memory(self):
        """MiB: all that is resident, and the part of it that no file backs."""
        return self.status("VmRSS") / 1024, self.status("RssAnon") / 1024
