"""That a test may count requests right after the reply."""

import http.client
import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

from server import BODY, UNSIGNED, headers

ROUNDS = 1_000


def connection_to(server):
    return closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=90))


def exchange(connection, method, path, *request):
    connection.request(method, path, *request)
    reply = connection.getresponse()
    return reply.status, reply.read()


def call(connection, tenant=UNSIGNED):
    status, _ = exchange(connection, "POST", "/", BODY, headers(tenant))
    assert status == 200


def reset(connection):
    assert exchange(connection, "POST", "/__admin/reset") == (204, b"")


def listed(connection, resource, query=""):
    status, body = exchange(connection, "GET", f"/__admin/{resource}{query}")
    assert status == 200, body
    return json.loads(body)


def assert_one_request(connection, number):
    page = listed(connection, "requests")
    seen = [(entry["tenant"], entry["reply"]["status"], (entry["ended"] or {"how": "open"})["how"])
            for entry in page["requests"]]
    assert seen in ([(UNSIGNED, 200, "sent")], [(UNSIGNED, 200, "open")]), f"in round {number}"
    assert (page["more"], page["dropped"], page["waited"]) == (False, 0, None)


def test_counts_at_once_over_the_connection_of_the_request(server):
    with connection_to(server) as connection:
        for number in range(ROUNDS):
            reset(connection)
            call(connection)
            assert_one_request(connection, number)


# A server with several threads may answer the second connection while it still writes for the first.
def test_counts_at_once_over_another_connection(server):
    with connection_to(server) as client, connection_to(server) as test:
        for number in range(ROUNDS):
            reset(test)
            call(client)
            assert_one_request(test, number)


def test_counts_calls_and_requests_of_a_tenant_at_once(server):
    key = "AKIDCOUNTED000000001"
    with connection_to(server) as client, connection_to(server) as test:
        for number in range(1, 101):
            call(client, key)
            assert len(listed(test, "requests", f"?tenant={key}")["requests"]) == number
            assert [one["index"] for one in listed(test, "calls", f"?tenant={key}")["calls"]] == list(range(number))
            assert listed(test, f"tenants/{key}")["requests"] == number


def three_requests(server):
    with connection_to(server) as connection:
        for _ in range(3):
            call(connection)


# The wait begins before, between or after the requests.
def test_waits_for_three(server):
    for _ in range(20):
        assert server.post("reset") == (204, None)
        with ThreadPoolExecutor(1) as thread:
            sending = thread.submit(three_requests, server)
            status, page = server.get("requests", min=3, wait="5s")
            sending.result()
        assert (status, page["waited"], len(page["requests"])) == (200, "met", 3)


def test_waits_for_the_first_request_of_a_key(server):
    with ThreadPoolExecutor(1) as thread, connection_to(server) as client:
        waiting = thread.submit(server.get, "requests", tenant="AKIDAWAITED000000001", wait="5s")
        call(client, "AKIDOTHER00000000001")
        call(client, "AKIDAWAITED000000001")
        page = waiting.result().body

    assert (page["waited"], [entry["tenant"] for entry in page["requests"]]) == ("met", ["AKIDAWAITED000000001"])


def test_waits_in_vain(server):
    with connection_to(server) as connection:
        call(connection)

    page = server.get("requests", min=2, wait="50ms").body
    assert (page["waited"], len(page["requests"])) == ("timeout", 1)
