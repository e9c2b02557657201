"""Servers of a scenario, and clients that count what they do."""

import contextlib
import itertools
import json
import os
import subprocess
import time
import urllib.request
from pathlib import Path

import boto3
import pytest
from botocore.config import Config
from sdks import results_of, skip_without, start

BINARY = os.environ["KRM_BINARY"]
ROOT = Path(__file__).resolve().parents[2]
SCENARIOS = sorted(path.stem for path in (ROOT / "scenarios").glob("*.yaml"))


class Served:
    """A running server. Every client made here signs as a tenant of its own, if it is given no key."""

    def __init__(self, url, log):
        self.url = url
        self.log = log
        self._clients = 0

    def new_key(self):
        self._clients += 1
        return f"AKIDEXAMPLE{self._clients:08}"

    def boto3(self, key=None, secret="secret", token=None, **config):
        return boto3.client(
            "kms", endpoint_url=self.url, region_name="us-east-1",
            aws_access_key_id=key or self.new_key(), aws_secret_access_key=secret, aws_session_token=token,
            config=Config(**{"retries": {"mode": "standard", "total_max_attempts": 3}} | config))

    def reply_to(self, body):
        """The body of the reply to an unsigned request, as it was sent."""
        request = urllib.request.Request(self.url, json.dumps(body).encode(), {
            "Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": "TrentService.GenerateRandom"})
        with urllib.request.urlopen(request, timeout=10) as reply:
            return reply.read().decode()

    def js(self, *inputs, key=None, **settings):
        """What the SDK for JavaScript makes of calls with these inputs, one after the other."""
        skip_without("js")
        [results] = results_of(start("js", self.url, [{"key": key or self.new_key(), "inputs": inputs} | settings]))
        return results


def exit_status(server):
    try:
        return server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
        return server.wait()


@contextlib.contextmanager
def running(scenario, folder, *flags):
    """Serves the name of a bundled scenario, or a scenario as a dictionary."""
    ready, log = folder / "url", folder / "log"
    given = (["--scenario", scenario] if isinstance(scenario, str)
             else ["--scenario-yaml", json.dumps({"version": 1} | scenario)])
    with log.open("w") as stderr:
        server = subprocess.Popen([BINARY, "--port", "0", "--ready-file", ready, *flags, *given],
                                  stdin=subprocess.DEVNULL, stderr=stderr)
    try:
        deadline = time.monotonic() + 10
        while not ready.exists():
            assert server.poll() is None and time.monotonic() < deadline, log.read_text()
            time.sleep(0.01)
        yield Served(ready.read_text().strip(), log)
    finally:
        server.terminate()
        status = exit_status(server)
    assert status == 0, log.read_text()


@pytest.fixture
def serve(tmp_path):
    """serve("healthy"), or serve(a scenario as a dictionary), with flags besides."""
    with contextlib.ExitStack() as servers:
        def start(scenario, *flags):
            folder = tmp_path / f"server{next(numbers)}"
            folder.mkdir()
            return servers.enter_context(running(scenario, folder, *flags))

        numbers = itertools.count()
        yield start
