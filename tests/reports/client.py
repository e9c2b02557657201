"""CMD of `exec`: a client without an SDK, which tries again at once. Usage: client.py STEPS, as JSON.

A step is a call, as {"tenant": ID, "attempts": at most so many, "resend": also send the first attempt twice, "operation": NAME}, or
{"get": a path below /__admin, "accept": TYPE}, whose body is then printed, on a line of its own.
"""

import http.client
import json
import os
import sys
import urllib.parse
import uuid


def headers_of(step, invocation, attempt):
    tenant = step["tenant"]
    signed = {"Authorization": f"AWS4-HMAC-SHA256 Credential={tenant}/20260101/us-east-1/kms/aws4_request, "
                               "SignedHeaders=host, Signature=00"}
    return ({} if tenant == "-" else signed) | {
        "Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": "TrentService." + step.get("operation", "GenerateRandom"),
        "amz-sdk-invocation-id": invocation, "amz-sdk-request": f"attempt={attempt}; max={step['attempts']}"}


def ask(server, method, path, body, headers):
    server.request(method, path, body, headers)
    reply = server.getresponse()
    return reply.status, reply.read()


def call(server, step):
    invocation = str(uuid.uuid4())
    for attempt in [1] * step.get("resend", False) + list(range(1, step["attempts"] + 1)):
        status, _ = ask(server, "POST", "/", b'{"NumberOfBytes":32}', headers_of(step, invocation, attempt))
        if status == 200:
            break


def take(server, step):
    if "get" not in step:
        call(server, step)
        return
    _, body = ask(server, "GET", "/__admin/" + step["get"], None, {"Accept": step["accept"]} if "accept" in step else {})
    print(body.decode().replace("\n", " "), flush=True)


if __name__ == "__main__":
    place = urllib.parse.urlsplit(os.environ["KMS_RANDOM_MOCK_URL"])
    one = http.client.HTTPConnection(place.hostname, place.port, timeout=10)
    for each in json.loads(sys.argv[1]):
        take(one, each)
