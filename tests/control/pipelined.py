"""Many pipelined requests over kept connections, from a few processes, and what is told of each reply."""

import re
import socket

from server import BODY, headers

CONNECTIONS = 16
PIPELINED = 64  # requests on a connection, before their replies are read
REFUSED = b'{"NumberOfBytes":1025}'
REFUSED_EVERY = 10  # so that not all replies are alike

STATUS = re.compile(rb"HTTP/1\.1 (\d{3}) ")
LENGTH = re.compile(rb"\r\ncontent-length: (\d+)\r\n", re.IGNORECASE)
REQUEST_ID = re.compile(rb"\r\nx-amzn-requestid: ([^\r]+)\r\n", re.IGNORECASE)


def line_of(tenant, status, request_id):
    return f"{tenant} {status} {request_id}"


class Connection:
    def __init__(self, port, tenant, name):
        self.tenant, self._sent, self._unread = tenant, 0, b""
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        lines = {"Host": f"127.0.0.1:{port}"} | headers(tenant)
        head = "POST / HTTP/1.1\r\n" + "".join(f"{key}: {value}\r\n" for key, value in lines.items())
        self._request = f"{head}Content-Length: %d\r\namz-sdk-invocation-id: {name}-%d\r\n\r\n%b".encode()

    def send(self, count):
        """Returns the status that each reply has to have."""
        numbers = range(self._sent, self._sent + count)
        self._sent += count
        bodies = [BODY if number % REFUSED_EVERY else REFUSED for number in numbers]
        self._socket.sendall(b"".join(self._request % (len(body), number, body) for number, body in zip(numbers, bodies)))
        return [200 if body is BODY else 400 for body in bodies]

    def replies(self, statuses):
        """Reads as many, and returns a line for each."""
        return [line_of(self.tenant, status, self._next(status)) for status in statuses]

    def _next(self, status):
        while (end := self._unread.find(b"\r\n\r\n")) < 0:
            self._receive()
        head, body = self._unread[:end + 2], end + 4
        assert int(STATUS.match(head)[1]) == status, head
        length = int(LENGTH.search(head)[1])
        while len(self._unread) < body + length:
            self._receive()
        self._unread = self._unread[body + length:]
        return REQUEST_ID.search(head)[1].decode()

    def _receive(self):
        read = self._socket.recv(1 << 16)
        assert read, "the server has closed a connection"
        self._unread += read


def share(total, parts):
    return [total // parts + (part < total % parts) for part in range(parts)]


def send(port, tenants, counts, name):
    """Sends so many requests over each of its connections, all at once."""
    connections = [Connection(port, tenant, f"{name}-{number}") for number, tenant in enumerate(tenants)]
    lines = []
    while any(counts):
        batches = [min(count, PIPELINED) for count in counts]
        expected = [connection.send(batch) for connection, batch in zip(connections, batches)]
        for connection, statuses in zip(connections, expected):
            lines += connection.replies(statuses)
        counts = [count - batch for count, batch in zip(counts, batches)]
    return lines


def send_all(pool, processes, port, tenants, requests, name):
    """Returns the lines of all replies."""
    each = [tenants[number % len(tenants)] for number in range(CONNECTIONS)]
    counts = share(requests, CONNECTIONS)
    work = [(port, each[part::processes], counts[part::processes], f"{name}-{part}") for part in range(processes)]
    return [line for lines in pool.starmap(send, work) for line in lines]
