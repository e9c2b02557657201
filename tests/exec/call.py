"""A client that `exec` starts: GenerateRandom over plain HTTP, where the environment says.

It is no SDK, so that nobody waits or tries again unasked.

    call.py [CALLS [ATTEMPTS [TENANTS]]]   each call is tried until it succeeds, at most so often; so many tenants make as many calls each
"""

import http.client
import os
import sys
import urllib.parse
import uuid


def attempt(connection, tenant, call, number, most):
    connection.request("POST", "/", b'{"NumberOfBytes":32}', {
        "Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": "TrentService.GenerateRandom",
        "Authorization": f"AWS4-HMAC-SHA256 Credential={tenant}/20260101/us-east-1/kms/aws4_request, "
                         "SignedHeaders=host, Signature=00",
        "amz-sdk-invocation-id": call, "amz-sdk-request": f"attempt={number}; max={most}"})
    with connection.getresponse() as reply:
        reply.read()
        return reply.status == 200


def make(calls, attempts=1, tenants=0):
    """Without `tenants` the one that the environment names."""
    server = urllib.parse.urlsplit(os.environ["AWS_ENDPOINT_URL_KMS"])
    connection = http.client.HTTPConnection(server.hostname, server.port, timeout=10)
    for tenant in [f"AKIDEXAMPLE{number:09}" for number in range(tenants)] or [os.environ["AWS_ACCESS_KEY_ID"]]:
        for _ in range(calls):
            call = str(uuid.uuid4())
            any(attempt(connection, tenant, call, number, attempts) for number in range(1, attempts + 1))
    connection.close()


if __name__ == "__main__":
    make(*(int(number) for number in sys.argv[1:] or ["1"]))
