"""Requests that are sent byte by byte, and their replies whole."""

import contextlib
import json
import socket
import time
from typing import NamedTuple

from server import BODY, PATIENCE, UNSIGNED, headers


class Answer(NamedTuple):
    status: int  # None: the connection was closed or cut off
    headers: dict
    body: bytes

    @property
    def code(self):
        """Of an error, else None."""
        with contextlib.suppress(ValueError, TypeError, KeyError):
            return json.loads(self.body)["error"]["code"]


def connection_to(server):
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=60)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def read_answer(connection, method="GET"):
    read = b""
    with contextlib.suppress(ConnectionResetError):
        while part := connection.recv(1 << 16):
            read += part
            head, blank, body = read.partition(b"\r\n\r\n")
            first, *lines = head.decode("latin-1").split("\r\n")
            named = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
            length = 0 if method == "HEAD" else int(named.get("content-length", 0))
            if blank and len(body) >= length:
                return Answer(int(first.split()[1]), named, body[:length])
    return Answer(None, {}, read)


def send(server, data, method="GET"):
    with connection_to(server) as connection:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # refused before it was read whole
            connection.sendall(data)
        return read_answer(connection, method)


def ask(server, method, target, body=b"", named=(), version="1.1"):
    """`named`: headers that are added, or take the place of Host; None leaves one out."""
    lines = {"Host": f"127.0.0.1:{server.port}", "Content-Length": len(body), "Connection": "close"} | dict(named)
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value is not None)
    return send(server, f"{method} {target} HTTP/{version}\r\n{head}\r\n".encode("latin-1") + body, method)


def call(server, tenant=UNSIGNED, body=BODY, **named):
    return ask(server, "POST", "/", body, headers(tenant) | named)


def refusal(server, method, target, *request, **settings):
    """Status and code of an error of the admin API, which has to be whole."""
    answer = ask(server, method, target, *request, **settings)
    error = json.loads(answer.body)["error"] if method != "HEAD" else {"code": None}
    assert error.keys() - {"mistakes"} == ({"code", "message"} if method != "HEAD" else {"code"}), answer
    assert (answer.headers["content-type"], answer.headers["cache-control"]) == ("application/json", "no-store"), answer
    return answer.status, error["code"]


def until(holds):
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)
