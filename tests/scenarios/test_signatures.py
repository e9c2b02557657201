"""What botocore signs is right; with one byte of it another, or a part too many or too few, it is wrong.

KRM_SEED=N makes the random requests of an earlier run, which says N when it fails.
"""

import base64
import json
import os
import random
import socket
from collections import Counter
from http.client import HTTPResponse
from typing import NamedTuple
from urllib.parse import urlsplit

from signed import SCENARIO, flips, signed, tamperings

REQUESTS = 2000
SEED = int(os.environ.get("KRM_SEED") or random.randrange(2**32))
MISMATCH = {
    "__type": "InvalidSignatureException",
    "message": "The request signature we calculated does not match the signature you provided. Check your AWS Secret "
               "Access Key and signing method. Consult the service documentation for details."}


class Answer(NamedTuple):
    status: int
    request_id: str
    body: bytes

    def has_bytes(self, number):
        return self.status == 200 and len(base64.b64decode(json.loads(self.body)["Plaintext"])) == number

    def is_mismatch(self):
        return self.status == 400 and json.loads(self.body) == MISMATCH


class Connection:
    """Sends requests as they are, and is open for as long as the server wants it to be."""

    def __init__(self, url):
        self._server = urlsplit(url)
        self._socket = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._close()

    def _close(self):
        if self._socket:
            self._socket.close()
        self._socket = None

    def answer(self, request):
        self._socket = self._socket or socket.create_connection((self._server.hostname, self._server.port), timeout=10)
        self._socket.sendall(request.sent())
        reply = HTTPResponse(self._socket)
        reply.begin()
        answer = Answer(reply.status, reply.headers["x-amzn-RequestId"], reply.read())
        if reply.will_close:
            self._close()
        return answer


def dice_and_sizes():
    for number in range(REQUESTS):
        dice = random.Random(f"{SEED} {number}")
        yield dice, dice.randint(1, 64)


def told(served, request, answer):
    """All that there is to know of a wrong answer."""
    log = served.log.read_text().partition(answer.request_id)[2]
    return (f"KRM_SEED={SEED}\nsent:\n{request.sent()}\nanswer:\n{answer}\n"
            f"canonical request of botocore:\n{request.canonical}\nlog of the server:\n{log}")


def test_what_botocore_signs_is_right(serve):
    served = serve(SCENARIO)
    with Connection(served.url) as connection:
        for dice, number_of_bytes in dice_and_sizes():
            request = signed(dice, served.url, number_of_bytes)
            answer = connection.answer(request)
            assert answer.has_bytes(number_of_bytes), told(served, request, answer)


def test_another_byte_makes_it_wrong(serve):
    served = serve(SCENARIO)
    mismatches = Counter()
    with Connection(served.url) as connection:
        for dice, number_of_bytes in dice_and_sizes():
            for part, request, is_well_formed in flips(dice, signed(dice, served.url, number_of_bytes)):
                answer = connection.answer(request)
                as_it_should = answer.is_mismatch() if is_well_formed else answer.status != 200
                assert as_it_should, f"another byte in {part}\n" + told(served, request, answer)
                mismatches[part] += is_well_formed
    assert all(mismatches[part] > REQUESTS / 5 for part in ["path", "query", "header", "body"]), mismatches


def test_nothing_is_added_or_dropped_or_swapped(serve):
    served = serve(SCENARIO)
    refusals = Counter()
    with Connection(served.url) as connection:
        for dice, number_of_bytes in dice_and_sizes():
            all_of_them = list(tamperings(dice, signed(dice, served.url, number_of_bytes)))
            for tampering, request in dice.sample(all_of_them, 3):
                answer = connection.answer(request)
                assert answer.status != 200, f"{tampering}\n" + told(served, request, answer)
                refusals[tampering] += 1
    assert len(refusals) == 7 and min(refusals.values()) > REQUESTS / 40, refusals
