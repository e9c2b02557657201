"""The emulators that stand behind the server, each on a free port of loopback, with its memory empty.

What they do differently, and the tests have to know:

moto closes the connection after each reply. It sends two fields of one name, `Server` and `server`, and writes reasons in capitals.
ListKeys always gives all keys. Verify answers 200 when a signature is wrong. What it does not know is a page of HTML with the status 500.
MiniStack keeps connections. ListKeys heeds Limit, but gives no marker, so that the paginator of an SDK ends after one page.
local-kms keeps connections, and gives no request ID. A reply of more than 2 KiB comes in chunks. ListKeys has pages. What it does not
know is text under the type of JSON, with 501. The SDK for Go now and then loses a reply of over 4 KiB from it ("use of closed network
connection"), without a server in between: the replies to steps.json are shorter.
None of them looks at a signature, and none has custom key stores.
"""

import contextlib
import os
import re
import subprocess
import time
from pathlib import Path
from typing import NamedTuple

import pytest

CACHE = Path(os.environ["KRM_CLIENT_CACHE"])
PROGRAMS = CACHE / "venv-peers/bin"
LOCAL_KMS = CACHE / "upstream/local_kms"
START = 30  # seconds

NAMES = ["moto", "ministack", "local-kms"]
WITH_TLS = ["moto", "local-kms"]  # MiniStack has it too, but takes port 443 as well if it can


class Peer(NamedTuple):
    name: str
    url: str
    certificate: Path | None


def command(name, folder, certificate):
    """Its words, and what its environment has besides."""
    pair = [certificate, certificate.with_suffix(".key")] if certificate else []
    if name == "moto":
        return [PROGRAMS / "moto_server", "-H", "127.0.0.1", "-p", "0", *(["-s", "-c", pair[0], "-k", pair[1]] if pair else [])], {}
    if name == "ministack":
        # It notes its process ID in TMPDIR, and has a broker of MQTT on a port of its own if nobody says otherwise.
        return [PROGRAMS / "ministack"], {"BIND_HOST": "127.0.0.1", "GATEWAY_PORT": "0", "TMPDIR": folder, "IOT_MTLS_ENABLED": "0"}
    return [LOCAL_KMS, folder / "data", *pair], {}


def make_certificate(folder):
    """A certificate for 127.0.0.1 that vouches for itself, as an emulator makes one for itself; its key lies beside it."""
    certificate = folder / "peer.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc", "-days", "2",
                    "-subj", "/CN=peer", "-addext", "subjectAltName=IP:127.0.0.1",
                    "-keyout", certificate.with_suffix(".key"), "-out", certificate], capture_output=True, timeout=10, check=True)
    return certificate


def end(process):
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextlib.contextmanager
def standing(name, folder, certificate=None):
    """It has to stand until the end."""
    if name == "local-kms" and not LOCAL_KMS.exists():
        pytest.skip("local-kms was not built: go not found")
    words, environment = command(name, folder, certificate)
    log = folder / "log"
    with log.open("w") as output:
        process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=output, stderr=output, env=os.environ | environment)
    try:
        deadline = time.monotonic() + START
        while not (url := re.search(r"https?://127\.0\.0\.1:\d+(?=\s)", log.read_text())):
            assert process.poll() is None and time.monotonic() < deadline, log.read_text()
            time.sleep(0.02)
        yield Peer(name, url.group(), certificate)
        assert process.poll() is None, log.read_text()
    finally:
        end(process)
