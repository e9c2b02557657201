"""What the admin API shows of one call, whichever SDK makes it, whose first two attempts are throttled."""

import json
import os
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
import sdks
from server import running

THROTTLED_TWICE = {"version": 1, "name": "throttled twice", "rules": [
    {"name": "two attempts", "when": {"attempt": {"max": 2}}, "do": [{"error": "ThrottlingException"}]}]}

sdks.CLIENTS["boto3_adaptive"] = ("boto3", sdks.BOTO3, {"AWS_RETRY_MODE": "adaptive"})
CLIENTS = ["cli", *sdks.CLIENTS]
WITHOUT_ID = {"ruby": "every request is a call, and at its first attempt"}

NAMES = {"cli": "aws-cli", "boto3": "boto3", "js": "aws-sdk-js", "go": "aws-sdk-go-v2", "java": "aws-sdk-java",
         "rust": "aws-sdk-rust", "ruby": "aws-sdk-ruby3"}
VERSIONS = {"cli": version("awscli"), "boto3": version("boto3"), "boto3_legacy": version("boto3"),
            "boto3_adaptive": version("boto3")}


def is_present(client):
    return client == "cli" or sdks.is_present(client)


def start(client, url, key):
    if client != "cli":
        return sdks.start(client, url, [{"key": key, "inputs": [{"NumberOfBytes": 8}]}])
    command = [Path(sys.executable).parent / "aws", "kms", "generate-random", "--number-of-bytes", "8"]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, env=os.environ | {
        "AWS_ENDPOINT_URL_KMS": url, "AWS_REGION": "us-east-1", "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": key, "AWS_SECRET_ACCESS_KEY": "secret"})


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """The calls and the requests of each client."""
    present = [client for client in CLIENTS if is_present(client)]
    with running(tmp_path_factory.mktemp("calls"), "--scenario-yaml", json.dumps(THROTTLED_TWICE)) as server:
        processes = {client: start(client, server.url, f"key-of-{client}") for client in present}
        try:
            for process in processes.values():
                sdks.results_of(process)
        finally:
            for process in processes.values():
                process.kill()
                process.wait()
        yield {client: seen(server, f"key-of-{client}", client) for client in present}


def seen(server, tenant, client):
    outcome = "failed" if client in WITHOUT_ID else "succeeded"
    # The client may have its reply before the server knows that it was delivered.
    status, page = server.get("calls", tenant=tenant, outcome=outcome, min=1, wait="5s")
    assert (status, page.get("waited")) == (200, "met"), server.get("calls", tenant=tenant).body
    return server.get("calls", tenant=tenant).body["calls"], server.get("requests", tenant=tenant).body["requests"]


def shown_of(shown, client):
    if not is_present(client):
        pytest.skip(f"no SDK for {client}")
    return shown[client]


@pytest.mark.parametrize("client", [client for client in CLIENTS if client not in WITHOUT_ID])
def test_shows_one_call_of_three_attempts(shown, client):
    calls, requests = shown_of(shown, client)

    [call] = calls
    assert (call["index"], call["outcome"], call["resends"]) == (0, "succeeded", 0)
    seen = [[one[key] for key in ("request", "attempt", "resent", "status", "error", "rule", "ended")]
            for one in call["attempts"]]
    first, second, third = [entry["id"] for entry in requests]
    assert seen == [[first, 1, False, 400, "ThrottlingException", "two attempts", "sent"],
                    [second, 2, False, 400, "ThrottlingException", "two attempts", "sent"],
                    [third, 3, False, 200, None, None, "sent"]]
    assert {entry["call"]["invocation_id"] for entry in requests} == {call["invocation_id"]} != {None}


@pytest.mark.parametrize("client", [client for client in CLIENTS if client not in WITHOUT_ID])
def test_shows_how_long_it_waited(shown, client):
    [call], _ = shown_of(shown, client)

    first, *gaps = [one["gap_ms"] for one in call["attempts"]]
    assert first is None and all(gap > 0 for gap in gaps)
    assert call["ms"] >= sum(gaps)


@pytest.mark.parametrize("client", WITHOUT_ID)
def test_shows_a_call_for_each_request_without_an_id(shown, client):
    calls, requests = shown_of(shown, client)

    assert len(calls) == len(requests) > 1
    assert {(len(call["attempts"]), call["invocation_id"], call["outcome"]) for call in calls} == {(1, None, "failed")}


@pytest.mark.parametrize("client", CLIENTS)
def test_names_the_client(shown, client):
    _, requests = shown_of(shown, client)

    [(sdk, told, agent)] = {tuple(one["client"][key] for key in ("sdk", "version", "user_agent")) for one in requests}
    name, in_agent = re.match(r"(\S+?)/(\S+)", agent).groups()
    assert (sdk, told) == (NAMES["cli" if client == "cli" else sdks.CLIENTS[client][0]], in_agent)
    assert name.lower() == sdk and told == VERSIONS.get(client, told)
