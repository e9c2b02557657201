"""A running server, its admin API, and the requests that are sent to it without an SDK."""

import contextlib
import json
import os
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from typing import NamedTuple

PATIENCE = 10  # seconds, for a start or a stop
BODY = b'{"NumberOfBytes":32}'
UNSIGNED = "-"

loopback = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def headers(tenant=UNSIGNED):
    """Of a request by the access key ID `tenant`. Host and Content-Length come from who sends it."""
    signed = {"Authorization": f"AWS4-HMAC-SHA256 Credential={tenant}/20260101/us-east-1/kms/aws4_request, "
                               "SignedHeaders=host, Signature=00"}
    return {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": "TrentService.GenerateRandom"} | (
        {} if tenant == UNSIGNED else signed)


class Reply(NamedTuple):
    status: int
    body: object  # parsed; None: there is none


class Server:
    """Its paths are those below /__admin. Keyword arguments are the query."""

    def __init__(self, url, process):
        self.url = url
        self.port = urllib.parse.urlsplit(url).port
        self.process = process

    def get(self, path, **query):
        return self._ask("GET", path, None, query)

    def post(self, path, body=None, **query):
        return self._ask("POST", path, body, query)

    def put(self, path, body, **query):
        return self._ask("PUT", path, body, query)

    def delete(self, path, **query):
        return self._ask("DELETE", path, None, query)

    def pages(self, resource, **query):
        """Each page of `requests` or `calls`, the oldest first."""
        more = True
        while more:
            status, page = self.get(resource, **query)
            assert status == 200, page
            yield page
            more, query["since"] = page["more"], page["next"]

    def memory(self):
        """KiB that are resident."""
        with open(f"/proc/{self.process.pid}/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS:"))

    def _ask(self, method, path, body, query):
        address = f"{self.url}/__admin/{path}" + (f"?{urllib.parse.urlencode(query)}" if query else "")
        request = urllib.request.Request(address, method=method)
        if body is not None:
            request.data = json.dumps(body).encode()
            request.add_header("Content-Type", "application/json")
        try:
            reply = loopback.open(request, timeout=90)
        except urllib.error.HTTPError as refusal:
            reply = refusal
        with reply:
            text = reply.read()
        return Reply(reply.status, json.loads(text) if text else None)


def exit_status(process):
    try:
        return process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


@contextlib.contextmanager
def running(folder, *flags):
    """`folder` gets its log. At the end it has to stop in time, and by itself."""
    ready, log = folder / "url", folder / "log"
    with log.open("w") as stderr:
        process = subprocess.Popen([os.environ["KRM_BINARY"], "--port", "0", "--ready-file", ready, *flags],
                                   stdin=subprocess.DEVNULL, stderr=stderr)
    try:
        deadline = time.monotonic() + PATIENCE
        while not ready.exists():
            assert process.poll() is None and time.monotonic() < deadline, log.read_text()
            time.sleep(0.01)
        yield Server(ready.read_text().strip(), process)
    finally:
        process.terminate()
        status = exit_status(process)
    assert status == 0, log.read_text()
