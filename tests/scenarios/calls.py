"""Calls GenerateRandom and prints what became of it, as JSON, as calls.cjs does, which says what a client may have.

Usage: python calls.py '[{"key": "AKIDEXAMPLE12345678", "inputs": [{"NumberOfBytes": 32}], "read_timeout": 1000}]'
"""

import json
import logging
import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

session = boto3.Session()
here = threading.local()


class Waits(logging.Handler):
    """Notes how long botocore is about to sleep before it tries again, as it says in its own log."""

    def emit(self, record):
        if record.msg.startswith("Response received to retry, sleeping"):
            here.waits.append(record.args[0])


def own_retries(attempts=3, wait=0, also=()):
    """A hook that is asked before the one that botocore has, and whose wait counts then."""
    def needs_retry(attempts, response, **_):
        code = response[1].get("Error", {}).get("Code") if response else None
        return wait / 1000 if code in again and attempts < most else None

    again, most = {"ThrottlingException", *also}, attempts
    return needs_retry


def client(key=None, read_timeout=60_000, retries=None):
    retries = retries or {}
    kms = session.client(
        "kms", endpoint_url=os.environ.get("KRM_ENDPOINT"), region_name="us-east-1",
        aws_access_key_id=key, aws_secret_access_key=key and "secret",
        config=Config(read_timeout=read_timeout / 1000,
                      retries={"total_max_attempts": retries["attempts"]} if "attempts" in retries else None))
    if "wait" in retries or "also" in retries:
        kms.meta.events.register_first("needs-retry.kms.GenerateRandom", own_retries(**retries))
    return kms


def class_of(error):
    kind = type(error)
    is_plain = kind.__module__ == "builtins" or kind.__module__.startswith("botocore.")
    return kind.__name__ if is_plain else f"{kind.__module__}.{kind.__name__}"


def call(kms, sent, given):
    here.waits = waits = []
    sent.clear()
    try:
        reply = kms.generate_random(**given)
    except Exception as error:  # whatever it is, it is what a user sees
        result = {"error": class_of(error), "message": str(error)}
        if isinstance(error, ClientError):
            result["code"] = error.response["Error"]["Code"]
    else:
        result = {"plaintext": reply["Plaintext"].hex() if "Plaintext" in reply else None}
    return {"requests": len(sent), "waits": waits} | result


def calls(kms, inputs, fall_back_after):
    sent, results, failures = [], [], 0
    kms.meta.events.register("before-send.kms.GenerateRandom", lambda **_: sent.append(1))
    for given in inputs:
        if failures == fall_back_after:
            given.pop("CustomKeyStoreId", None)
        results.append(call(kms, sent, given))
        failures += "error" in results[-1]
    return results


def main():
    logger = logging.getLogger("botocore.endpoint")
    logger.setLevel(logging.DEBUG)
    logger.addHandler(Waits())
    logger.propagate = False
    given = json.loads(sys.argv[1])
    inputs = [one.pop("inputs") for one in given]
    fall_back_after = [one.pop("fall_back_after", None) for one in given]
    clients = [client(**one) for one in given]
    with ThreadPoolExecutor(len(clients)) as threads:
        print(json.dumps(list(threads.map(calls, clients, inputs, fall_back_after))))


main()
