"""How the server speaks TLS, seen by Python's own ssl, which trusts what SSL_CERT_FILE names."""

import contextlib
import os
import socket
import ssl
from urllib.parse import urlsplit

import pytest

SERVER = urlsplit(os.environ["KRM_HTTPS_URL"])


@contextlib.contextmanager
def connected(context, **options):
    with socket.create_connection((SERVER.hostname, SERVER.port), timeout=10) as connection:
        with context.wrap_socket(connection, server_hostname=SERVER.hostname, suppress_ragged_eofs=False,
                                 **options) as tls:
            yield tls


def status_of_a_reply(tls):
    """Reads to the end of the session, so that what the server sends after the handshake has come too."""
    tls.sendall(f"GET / HTTP/1.1\r\nHost: {SERVER.netloc}\r\nConnection: close\r\n\r\n".encode())
    reply = b"".join(iter(lambda: tls.recv(4096), b""))
    return reply.partition(b"\r\n")[0]


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3], ids=lambda version: version.name)
def test_resumes_a_session(version):
    context = ssl.create_default_context()
    context.minimum_version = context.maximum_version = version
    sessions = [None]
    seen = []

    for _ in range(3):
        with connected(context, session=sessions[-1]) as tls:
            seen.append((tls.version(), tls.session_reused, status_of_a_reply(tls)))
            sessions.append(tls.session)

    name, status = version.name.replace("_", "."), b"HTTP/1.1 403 Forbidden"
    assert seen == [(name, False, status), (name, True, status), (name, True, status)]


@pytest.mark.parametrize(("offered", "chosen"), [(["h2", "http/1.1"], "http/1.1"), ([], None)])
def test_agrees_on_a_protocol(offered, chosen):
    context = ssl.create_default_context()
    if offered:
        context.set_alpn_protocols(offered)

    with connected(context) as tls:
        assert tls.selected_alpn_protocol() == chosen


def test_refuses_other_protocols():
    context = ssl.create_default_context()
    context.set_alpn_protocols(["h2"])

    with pytest.raises(ssl.SSLError) as refusal, connected(context):
        pass

    assert "tlsv1 alert no application protocol" in str(refusal.value)


def test_refuses_tls_1_1():
    context = ssl.create_default_context()
    context.set_ciphers("DEFAULT:@SECLEVEL=0")  # else OpenSSL itself would not
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_1

    with pytest.raises(ssl.SSLError) as refusal, connected(context):
        pass

    assert "tlsv1 alert protocol version" in str(refusal.value)
