"""Calls GenerateRandom with many clients at once and prints what became of it, as JSON; beside calls.cjs.

Usage: python calls.py '[{"key": "AKIDEXAMPLE12345678", "mode": "legacy", "read_timeout": 1000}]'
Without "mode" a client retries as this boto3 does by itself. Milliseconds.
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


def client(key, mode=None, read_timeout=60_000):
    retries = {"retries": {"mode": mode}} if mode else {}
    return session.client(
        "kms", endpoint_url=os.environ["KRM_ENDPOINT"], region_name="us-east-1",
        aws_access_key_id=key, aws_secret_access_key="secret",
        config=Config(read_timeout=read_timeout / 1000, **retries))


def class_of(error):
    kind = type(error)
    return kind.__name__ if kind.__module__.startswith("botocore.") else f"{kind.__module__}.{kind.__name__}"


def call(kms):
    here.waits = waits = []
    dates = []
    kms.meta.events.register("before-send.kms.GenerateRandom",
                             lambda request, **_: dates.append(request.headers["X-Amz-Date"]))
    try:
        reply = kms.generate_random(NumberOfBytes=8)
    except Exception as error:  # whatever it is, it is what a user sees
        result = {"error": class_of(error), "message": str(error)}
        if isinstance(error, ClientError):
            result["code"] = error.response["Error"]["Code"]
    else:
        result = {"plaintext": reply["Plaintext"].hex() if "Plaintext" in reply else None}
    return {"requests": len(dates), "waits": waits} | result


def main():
    logger = logging.getLogger("botocore.endpoint")
    logger.setLevel(logging.DEBUG)
    logger.addHandler(Waits())
    logger.propagate = False
    clients = [client(**given) for given in json.loads(sys.argv[1])]
    with ThreadPoolExecutor(len(clients)) as threads:
        print(json.dumps(list(threads.map(call, clients))))


main()
