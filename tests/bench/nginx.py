"""nginx as a process: somebody else's proxy, with a pool of connections to one upstream."""

import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
import time

from server import PATIENCE

# What takes time and does not forward is off. Connections live as long as ours do.
CONFIGURATION = """
daemon off;
worker_processes {workers};
pid {folder}/pid;
error_log {folder}/log;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  keepalive_requests 1000000000;
  keepalive_timeout 1h;
  upstream emulator {{
    server 127.0.0.1:{upstream};
    keepalive 64;
    keepalive_requests 1000000000;
  }}
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass http://emulator;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $http_host;
    }}
  }}
}}
"""


class Nginx:
    @staticmethod
    def command():
        """Its path, or None. Debian has it where only root looks."""
        return shutil.which("nginx", path=f"{os.environ.get('PATH', os.defpath)}{os.pathsep}/usr/sbin")

    def __init__(self, upstream, workers):
        self._folder = tempfile.TemporaryDirectory(prefix="krm-bench-")
        folder = pathlib.Path(self._folder.name)
        # nginx cannot let the system choose a port, but takes over sockets that do not block.
        with socket.create_server(("127.0.0.1", 0), backlog=4096) as listener:
            listener.setblocking(False)
            self.port = listener.getsockname()[1]
            (folder / "conf").write_text(CONFIGURATION.format(
                workers=workers, folder=folder, upstream=upstream, port=self.port))
            self._process = subprocess.Popen(
                [self.command(), "-p", folder, "-c", folder / "conf", "-e", folder / "log"],
                env={**os.environ, "NGINX": f"{listener.fileno()};"}, pass_fds=[listener.fileno()],
                stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.pids = [self._process.pid, *self._wait_for(workers)]

    def _wait_for(self, workers):
        master = self._process.pid
        deadline = time.monotonic() + PATIENCE
        while self._process.poll() is None and time.monotonic() < deadline:
            children = pathlib.Path(f"/proc/{master}/task/{master}/children").read_text().split()
            if len(children) == workers:
                return [int(child) for child in children]
            time.sleep(0.005)
        log = pathlib.Path(self._folder.name, "log").read_text()
        self.__exit__()
        raise RuntimeError(f"nginx does not start: {log}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.terminate()
        self._process.wait()
        self._folder.cleanup()
