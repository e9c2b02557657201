import contextlib
import json
import os
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from peers import NAMES, WITH_TLS, Peer, make_certificate, standing

sys.path.append(str(Path(__file__).resolve().parents[2] / "control"))
from server import Server, running  # noqa: E402

# One for each SDK and server, so that each begins with the first bytes of the seed.
KEYS = [{"access_key_id": f"AKIDUPSTREAM{sdk.upper()}", "secret_access_key": f"secret of {sdk}"} for sdk in ("boto3", "js", "go")]
SEEDED = {"version": 1, "seed": 42, "entropy": "seeded", "region": "us-east-1", "credentials": KEYS}


class Pair(NamedTuple):
    """A peer and the servers in front of it. They are served over HTTP and HTTPS, on one port each."""

    peer: Peer
    open: Server  # it looks at no signature
    strict: Server | None


@pytest.fixture(scope="session", autouse=True)
def trusted(tmp_path_factory):
    """A certificate for peers. SDKs that the tests start trust it, and those of the servers."""
    folder = tmp_path_factory.mktemp("tls")
    certificate = make_certificate(folder)
    with running(folder, "--tls", "require", "--tls-dir", folder):  # makes an authority
        bundle = folder / "bundle.pem"
        bundle.write_text((folder / "ca.pem").read_text() + certificate.read_text())
    with pytest.MonkeyPatch.context() as patch:
        for variable in "AWS_CA_BUNDLE", "NODE_EXTRA_CA_CERTS":
            patch.setenv(variable, str(bundle))
        patch.setenv("AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED", "true")
        yield certificate


@contextlib.contextmanager
def serving(folder, peer, *flags):
    folder.mkdir()
    trust = ["--upstream-ca", peer.certificate] if peer.certificate else []
    authority = Path(os.environ["AWS_CA_BUNDLE"]).parent
    with running(folder, "--scenario-yaml", json.dumps(SEEDED), "--tls-dir", authority, "--upstream", peer.url, *trust, *flags) as server:
        yield server


@pytest.fixture(scope="session", params=NAMES)
def pair(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    with standing(request.param, folder) as peer, serving(folder / "open", peer) as server, \
         serving(folder / "strict", peer, "--auth", "strict") as strict:
        yield Pair(peer, server, strict)


@pytest.fixture(scope="session", params=WITH_TLS)
def pair_over_tls(request, tmp_path_factory, trusted):
    folder = tmp_path_factory.mktemp(f"{request.param}-tls")
    with standing(request.param, folder, trusted) as peer, serving(folder / "open", peer) as server:
        yield Pair(peer, server, None)
