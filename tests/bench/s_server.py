"""openssl s_server as a process: somebody else's TLS server, one connection after another."""

import pathlib
import re
import subprocess
import tempfile
import time

from server import PATIENCE


class SServer:
    def __init__(self, certified_key):
        """On the terms of ours: TLS 1.3, http/1.1, one ticket that holds the whole session."""
        self._output = tempfile.NamedTemporaryFile(prefix="krm-bench-")
        self._process = subprocess.Popen(
            ["openssl", "s_server", "-accept", "127.0.0.1:0", "-www", "-tls1_3",
             "-alpn", "http/1.1", "-num_tickets", "1", "-no_cache",
             "-no-CAfile", "-no-CApath", "-no-CAstore",
             "-cert", certified_key, "-key", certified_key],
            stdin=subprocess.DEVNULL, stdout=self._output, stderr=subprocess.DEVNULL)
        self.pid = self._process.pid
        self.port = self._accepting()

    def _accepting(self):
        deadline = time.monotonic() + PATIENCE
        while self._process.poll() is None and time.monotonic() < deadline:
            text = pathlib.Path(self._output.name).read_text()
            if found := re.search(r"^ACCEPT \S+:(\d+)\n", text, re.MULTILINE):
                return int(found[1])
            time.sleep(0.005)
        self.__exit__()
        raise RuntimeError("openssl s_server does not start")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.kill()
        self._process.wait()
        self._output.close()
