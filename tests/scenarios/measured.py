"""Measures what clients make of faults: all of them at once, each a tenant of its own with a rule of its own."""

import collections
import json

from conftest import running
from sdks import is_present, results_of, start


def key_of(row, client):
    return f"AKIDMEASURED{row:02}{client.upper().replace('_', '')}"


def call_of(number, row, client):
    call = {"key": key_of(number, client), "inputs": [{"NumberOfBytes": 8}] * row.get("calls", 1)}
    return call | ({"read_timeout": row["read_timeout"]} if "read_timeout" in row else {})


def measure(rows, clients, folder):
    """What became of the calls, and how many requests the server has seen, by row and client."""
    clients = [client for client in clients if is_present(client)]
    rules = [{"name": key_of(number, client), "when": {"access_key_id": key_of(number, client)}, "do": row["do"]}
             for number, row in enumerate(rows) for client in clients]
    measured = {}
    with running({"seed": 42, "entropy": "seeded", "rules": rules}, folder,
                 "--access-log", "on", "--log-format", "json") as served:
        processes = {
            client: start(client, served.url, [call_of(number, row, client) for number, row in enumerate(rows)])
            for client in clients}
        try:
            for client, process in processes.items():
                for number, results in enumerate(results_of(process)):
                    measured[number, client] = results
        finally:
            for process in processes.values():
                process.kill()
                process.wait()
    seen = collections.Counter(
        json.loads(line).get("rule", "") for line in served.log.read_text().splitlines())
    return {(number, client): (results, seen[key_of(number, client)])
            for (number, client), results in measured.items()}


def times(requests):
    return "1 request" if requests == 1 else f"{requests} requests"


def in_words(plaintext):
    if plaintext is None:
        return "success without Plaintext"
    return f"success, {len(bytes.fromhex(plaintext))} bytes"
