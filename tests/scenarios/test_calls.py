"""That the attempts of one call are joined, whichever SDK makes them: each has other headers and counts in another way."""

import json

import pytest
from conftest import running
from sdks import CLIENTS, is_present, results_of, skip_without, start

# Debian's SDK for Ruby sends no invocation id. In mode standard it numbers its attempts from 0.
ALONE = {"ruby": "every request is a call"}


@pytest.fixture(scope="module")
def calls(tmp_path_factory):
    """The lines of the log for one call that fails at its first attempt, by client."""
    clients = [client for client in CLIENTS if is_present(client)]
    folder = tmp_path_factory.mktemp("calls")
    with running("dependency-timeout", folder, "--access-log", "on", "--log-format", "json") as served:
        processes = [start(client, served.url, [{"key": f"key-of-{client}", "inputs": [{"NumberOfBytes": 8}]}])
                     for client in clients]
        try:
            for process in processes:
                results_of(process)
        finally:
            for process in processes:
                process.kill()
                process.wait()
    lines = [json.loads(line) for line in served.log.read_text().splitlines()]
    return {client: [(line["call"], line["attempt"], line["outcome"]) for line in lines
                     if line.get("tenant") == f"key-of-{client}"] for client in clients}, lines


@pytest.mark.parametrize("client", CLIENTS)
def test_attempts_are_joined(calls, client):
    skip_without(client)
    seen, _ = calls
    if client in ALONE:
        assert seen[client] == [(number, 1, "DependencyTimeoutException") for number in range(4)]
    else:
        assert seen[client] == [(0, 1, "DependencyTimeoutException"), (0, 2, "8_bytes")]


def test_a_client_without_an_id_is_warned_of(calls):
    skip_without("ruby")
    _, lines = calls
    [warning] = [line["message"] for line in lines if line["level"] == "warning"]
    assert warning.startswith('rule "the first attempt" is about calls, and tenant "key-of-ruby" ("aws-sdk-ruby3/')
    assert warning.endswith("sends no amz-sdk-invocation-id: each of its requests is a call, retries included; "
                            "docs/rules.md says which clients send none")
