"""Requests that are sent byte by byte, and their replies as they come."""

import re
import socket
import ssl
from typing import NamedTuple
from urllib.parse import urlsplit

from walks import FRESH_HEADERS, HOP_BY_HOP

HOST = "kms.us-east-1.amazonaws.com"  # by both ways: the emulator sees the name that the client has used
SIGNED = ("Authorization: AWS4-HMAC-SHA256 Credential=AKIDWIRE/20260101/us-east-1/kms/aws4_request, SignedHeaders=host, "
          f"Signature={'0' * 64}")


class Reply(NamedTuple):
    line: bytes
    fields: list  # in the order and the case that they were sent in
    body: bytes

    def named(self, name):
        return next((field for field in self.fields if name_of(field) == name), b"").partition(b":")[2].strip()

    def comparable(self):
        """What came in chunks goes on with its length as the last field."""
        kept = [field for field in self.fields if name_of(field) not in HOP_BY_HOP]
        length = [b"Content-Length: %d" % len(self.body)] if self.named("transfer-encoding") == b"chunked" else []
        return self.line, [fresh(field) if name_of(field) in FRESH_HEADERS else field for field in kept] + length, self.body


def name_of(field):
    return field.partition(b":")[0].decode().lower()


def fresh(field):
    """Its value is another each time, its form is not."""
    return re.sub(rb"[0-9A-Za-z/+=]", b"x", field.partition(b":")[2]).join([field.partition(b":")[0] + b":", b""])


class Connection:
    def __init__(self, server, ca=None):
        address = urlsplit(server.url)
        self.socket = socket.create_connection((address.hostname, address.port), timeout=20)
        if address.scheme == "https":
            self.socket = ssl.create_default_context(cafile=ca).wrap_socket(self.socket, server_hostname=address.hostname)
        self.read = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def _take(self, length):
        while len(self.read) < length:
            self._receive()
        taken, self.read = self.read[:length], self.read[length:]
        return taken

    def _take_until(self, end):
        while end not in self.read:
            self._receive()
        taken, _, self.read = self.read.partition(end)
        return taken

    def _receive(self):
        part = self.socket.recv(1 << 16)
        assert part, self.read
        self.read += part

    def _chunks(self):
        while length := int(self._take_until(b"\r\n"), 16):
            yield self._take(length)
            self._take(2)
        self._take(2)

    def ask(self, target, body=b"{}", *more):
        lines = ["POST / HTTP/1.1", f"hOST: {HOST}", f"X-Amz-Target: {target}", "Content-Type: application/x-amz-json-1.1", SIGNED,
                 *more, f"Content-Length: {len(body)}", "", ""]
        self.socket.sendall("\r\n".join(lines).encode() + body)
        line, *fields = self._take_until(b"\r\n\r\n").split(b"\r\n")
        reply = Reply(line, fields, b"")
        is_chunked = reply.named("transfer-encoding") == b"chunked"
        return reply._replace(body=b"".join(self._chunks()) if is_chunked else self._take(int(reply.named("content-length"))))


def ask(server, *request, ca=None):
    with Connection(server, ca) as connection:
        return connection.ask(*request)
