"""Clients that are not there: how long each SDK waits by its own rules, and the journal that a server would have written of it.

The rules come from the SDKs' sources and from what they were seen to do, not from what the program knows of them. Times are in
milliseconds.
"""

import itertools
import json
import os
import random
import subprocess
from typing import NamedTuple

SECOND = 1000


class Client(NamedTuple):
    """`wait` below says what they mean. `x_amz` and `seconds`: what it does about x-amz-retry-after and Retry-After."""

    attempts: int = 3
    transient: float = 1 * SECOND  # the first wait at most
    throttling: float = 1 * SECOND
    cap: float = 20 * SECOND
    half: bool = False  # after throttling it waits half of the longest wait, and a random part of the rest
    x_amz: str = "ignores"
    seconds: str = "ignores"
    tries_429: bool = True


LEGACY = Client(attempts=5, cap=float("inf"))
OF_2026 = Client(transient=50, x_amz="clamps")
CLIENTS = {
    "boto3-legacy": LEGACY,
    "boto3-standard": Client(tries_429=False),
    "boto3-2026": OF_2026,
    "aws-cli-1": LEGACY,
    "js-2026": OF_2026._replace(seconds="clamps"),
    # The first retry has the number 1, and waits for 2^1 s: `backoffDelayLegacy` in aws/retry/jitter_backoff.go.
    "go-standard": Client(transient=2 * SECOND, throttling=2 * SECOND, tries_429=False),
    "go-2026": OF_2026,
    "java-legacy": Client(attempts=4, transient=100, throttling=500, half=True, seconds="waits at least"),
    "java-2026": OF_2026,
    "rust-2.0": Client(x_amz="takes", tries_429=False),
    "rust-2.1": OF_2026,
    "sdk-legacy": LEGACY,
    "sdk-standard": Client(tries_429=False),
    "sdk-2026": OF_2026,
}


class Reply(NamedTuple):
    status: int | None
    error: str | None = None
    how: str = "sent"
    x_amz: int | None = None  # x-amz-retry-after
    seconds: int | None = None  # Retry-After


THROTTLED = Reply(400, "ThrottlingException")
UNKNOWN_429 = Reply(429)
DENIED = Reply(400, "AccessDeniedException")
SUCCESS = Reply(200)
BROKEN_INSIDE = Reply(500, "KMSInternalException")
TRANSIENT = [BROKEN_INSIDE, Reply(500, "DependencyTimeoutException"), Reply(503, "ServiceUnavailableException"),
             Reply(None, how="closed"), Reply(None, how="reset")]


def failures():
    """What may become of an attempt."""
    yield from (THROTTLED,) * 6
    yield from (UNKNOWN_429,) * 3
    yield from TRANSIENT
    for reply in (THROTTLED, THROTTLED, UNKNOWN_429, BROKEN_INSIDE):
        yield from (reply._replace(x_amz=ms) for ms in (0, 40, 700, 3 * SECOND, 9 * SECOND, 30 * SECOND))
        yield from (reply._replace(seconds=s) for s in (1, 3, 12))
    yield DENIED


FAILURES = list(failures())


def is_tried_again(client, reply):
    return reply.status != 200 and reply is not DENIED and (client.tries_429 or reply.status != 429)


def wait(client, reply, retry, chance):
    """Before this retry, counted from 1, after that reply."""
    throttled = reply.error == THROTTLED.error or reply.status == 429
    longest = min(client.cap, (client.throttling if throttled else client.transient) * 2 ** (retry - 1))
    least = longest / 2 if client.half and throttled else 0
    waits = chance.uniform(least, longest)
    if reply.x_amz is not None and client.x_amz != "ignores":
        return min(reply.x_amz, 20 * SECOND) if client.x_amz == "takes" else clamped(reply.x_amz, waits)
    if reply.seconds is not None and client.seconds != "ignores":
        asked = reply.seconds * SECOND
        return max(waits, asked) if client.seconds == "waits at least" else clamped(asked, waits)
    return waits


def clamped(asked, waits):
    return max(waits, min(asked, waits + 5 * SECOND))


def no_back_off(*_):
    return 2


def half_the_back_off(*of):
    return wait(*of) / 2


def no_regard(client, *of):
    return wait(client._replace(x_amz="ignores", seconds="ignores"), *of)


LINE = (
    '{"id":%(id)d,"tenant":"%(tenant)s","request_id":"00000000-0000-4000-8000-%(id)012d","at":"2026-11-30T12:10:25.091Z",'
    '"clock_ms":%(clock)d,"arrived_ms":%(arrived).3f,"scenario":"78821bb5efeeffe5aa85c53cb18ad92b","connection":%(id)d,"transport":"http",'
    '"client":{"sdk":"simulated","version":"1","user_agent":"simulated/1"},'
    '"call":{"index":%(call)d,"invocation_id":"%(tenant)s-%(call)d","attempt":%(attempt)d,"max":null,"resent":false},'
    '"operation":"GenerateRandom","region":"us-east-1","asked":{"number_of_bytes":32,"custom_key_store_id":null,"recipient":false},'
    '"signature":{"checked":"off","right":null,"likely_cause":null,"well_formed":null},"service":{"ok":true,"error":null,"why":null},'
    '"rule":null,"rules":null,"faults":[],')


def rest_of(reply):
    """Of a line."""
    succeeds = reply.status == 200
    said = {"status": reply.status, "error": reply.error, "bytes": 32 if succeeds else 0, "sha256": "0" * 64 if succeeds else None,
            "payload": None, "damaged": False, "retry_after_ms": reply.x_amz, "retry_after_s": reply.seconds}
    body = 60 if reply.how == "sent" else 0
    return f'"reply":{json.dumps(said)},"forwarded":null,"ended":{{"how":"{reply.how}","body_bytes":{body},"ms":%.3f}}}}\n'


LINES = {reply: LINE + rest_of(reply).replace("%.3f", "%(took).3f") for reply in {SUCCESS, *FAILURES, *TRANSIENT}}


class Journal:
    """Takes down what clients do. Each run is a tenant, and has a clock of its own."""

    def __init__(self, path, seed):
        self._file = path.open("w")
        self._ids = itertools.count(1)
        self.chance = random.Random(seed)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._file.close()

    def run(self, tenant, client, calls, waits=wait):
        """For each call the replies that it meets until the client gives up, or the last of them."""
        chance, now = self.chance, 0.0
        for call, replies in enumerate(calls):
            for attempt, reply in enumerate(replies, 1):
                ended = now + chance.uniform(0.1, 2)
                # The server hears a little later that the client has all of it.
                took = ended + chance.uniform(0, 5) - now
                line = LINES.get(reply) or LINES.setdefault(reply, LINE + rest_of(reply).replace("%.3f", "%(took).3f"))
                self._file.write(line % {"id": next(self._ids), "tenant": tenant, "clock": now, "arrived": now, "call": call,
                                         "attempt": attempt, "took": took})
                now = ended + chance.uniform(0.2, 30)
                if attempt == len(replies) or attempt == client.attempts or not is_tried_again(client, reply):
                    break
                now += waits(client, reply, attempt, chance)

    def honest_run(self, tenant, client):
        """One call, rarely more, that meet all kinds of failures."""
        chance = self.chance
        calls = 12 if chance.random() < 0.01 else 1
        self.run(tenant, client, [chance.choices([SUCCESS, *FAILURES], [len(FAILURES) / 4] + [1] * len(FAILURES), k=client.attempts)
                                  for _ in range(calls)])

    def run_of_gaps(self, tenant, client, reply, gaps, waits):
        """Calls that meet this reply until there are so many gaps."""
        whole, left = divmod(gaps, client.attempts - 1)
        self.run(tenant, client, [[reply] * client.attempts] * whole + ([[reply] * left + [SUCCESS]] if left else []), waits)


class Judged(NamedTuple):
    status: int
    printed: str
    report: dict

    def broken(self):
        """Pairs of the tenant and the expectation that it broke."""
        return {(tenant["tenant"], expectation["expectation"]) for contract in self.report["contracts"]
                for tenant in contract["tenants"] for expectation in tenant["expectations"] if expectation["verdict"] == "broken"}


def judge(folder, journal, **expect):
    contract, report = folder / "contract.yaml", folder / "report.json"
    contract.write_text(json.dumps({"version": 1, "expect": expect}))
    done = subprocess.run([os.environ["KRM_BINARY"], "journal", "verify", journal, "--scenario", contract, "--report", report],
                          check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert done.returncode in (0, 3), done.stdout + done.stderr
    return Judged(done.returncode, done.stdout, json.loads(report.read_text()))
