"""Waits of clients that leave, and of many at once."""

import json
import re
from contextlib import ExitStack

from raw import ask, call, connection_to, read_answer, refusal, until

WAITS = 500


def connections(server):
    text = ask(server, "GET", "/metrics").body.decode()
    return int(re.search(r"^kms_random_mock_connections (\d+)$", text, re.MULTILINE)[1])


def waiting(server, target):
    connection = connection_to(server)
    connection.sendall(f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
    return connection


def test_clients_that_leave_their_waits(unchanged):
    with ExitStack() as open_ones:
        for resource in ("requests", "calls"):
            for _ in range(20):
                open_ones.enter_context(waiting(unchanged, f"/__admin/{resource}?min=1000&wait=60s"))
        until(lambda: connections(unchanged) == 41)
        assert refusal(unchanged, "GET", "/__admin/nowhere") == (404, "NotFound")
    until(lambda: connections(unchanged) == 1)


def test_many_waits_at_once(server):
    with ExitStack() as open_ones:
        waits = [open_ones.enter_context(waiting(server, "/__admin/requests?wait=60s")) for _ in range(WAITS)]
        until(lambda: connections(server) == WAITS + 1)
        assert ask(server, "GET", "/livez").status == 200
        assert call(server).status == 200
        answers = [read_answer(wait) for wait in waits]

    assert {answer.status for answer in answers} == {200}
    [seen] = {(page["waited"], len(page["requests"])) for page in (json.loads(answer.body) for answer in answers)}
    assert seen == ("met", 1)
    until(lambda: connections(server) == 1)
