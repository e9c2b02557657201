"""Every TLS stack of stacks.json reaches the server when it trusts ca.pem alone, and refuses a foreign server.

`refuses` of a stack says what it prints where it cannot. All of them run at once, since some take their time.
"""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from lacking import STACKS, lack

SOURCE = Path(__file__).parent
TRUST = ["AWS_CA_BUNDLE", "CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"]
AUTHORITY = os.environ["NODE_EXTRA_CA_CERTS"]
with urlopen(os.environ["AWS_ENDPOINT_URL_KMS"] + "/readyz") as reply:
    BODY = reply.read().decode()


def readyz(server, host):
    """None if this machine lacks what the server needs."""
    url = os.environ.get(f"KRM_{server}_URL")
    return url and f"https://{host}:{urlsplit(url).port}/readyz"


# By what they are called in `refuses`, and a second name where there is one.
URLS = {
    ("by_name", ""): readyz("HTTPS", "localhost"),
    ("by_address", ""): readyz("HTTPS", "127.0.0.1"),
    ("by_address", "of IPv6"): readyz("IPV6", "[::1]"),
    ("by_name", "from a folder of an older version"): readyz("OLDER", "localhost"),
    ("foreign", ""): readyz("FOREIGN", "localhost"),
}


def reason(stack, kind):
    return stack["refuses"].get(kind[0])


def run(stack, kind, folder):
    """The exit status and the output. A stack that has said why it refuses is not waited for."""
    url = urlsplit(URLS[kind])
    values = {"url": url.geturl(), "host": url.hostname, "port": url.port, "ca": AUTHORITY, "source": SOURCE,
              "cache": os.environ["KRM_STACKS"], "python": sys.executable}
    environment = {name: value for name, value in os.environ.items() if name not in TRUST}
    environment |= {"HOME": str(folder), "LC_ALL": "C"}
    environment |= {name: value.format(**values) for name, value in stack.get("environment", {}).items()}
    request = folder / f"{url.port}{url.hostname}"
    request.write_bytes(f"GET /readyz HTTP/1.1\r\nHost: {url.netloc}\r\nConnection: close\r\n\r\n".encode())
    output = ""
    with request.open() as stdin, subprocess.Popen(
            [argument.format(**values) for argument in stack["run"]], env=environment, cwd=folder,
            stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace") as client:
        for line in client.stdout:
            output += line
            if reason(stack, kind) and reason(stack, kind) in line:
                client.kill()
    return client.returncode, output


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    with ThreadPoolExecutor(4) as threads:
        yield {(stack["name"], kind): threads.submit(run, stack, kind, tmp_path_factory.mktemp("stack"))
               for stack in STACKS if not lack(stack) for kind, url in URLS.items() if url}


@pytest.mark.parametrize("kind", URLS, ids=lambda kind: " ".join(kind).strip())
@pytest.mark.parametrize("stack", STACKS, ids=lambda stack: stack["name"])
def test_trusts_the_authority_and_no_other(runs, stack, kind):
    if lack(stack):
        pytest.skip(f"{lack(stack)} not found")
    if not URLS[kind]:
        pytest.skip("no IPv6")

    status, output = runs[stack["name"], kind].result()

    if reason(stack, kind):
        assert reason(stack, kind) in output
        assert BODY not in output
    else:
        assert BODY in output
        assert status == 0, output
