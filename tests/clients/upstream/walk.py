"""Takes the steps of steps.json by two ways with boto3, and prints as JSON what became of them.

It reads {"steps": [...], "walks": [[WAY, WAY], ...]} from stdin, where a way is {"url": URL, "key": ID, "secret": SECRET}.

A step with "as" is taken once by each way, with what that way has made so far: `$sealed.CiphertextBlob` is a part of what it has made
"as": "sealed". Any other step is taken by both ways, with the things of the one and then with those of the other. Of each step of each
walk it prints a list of {"of": whose things, "by": which way, "reply" or "error", ...}. Bytes are {"base64": ...}, in and out. Nothing
is tried again.
"""

import base64
import json
import sys
from datetime import datetime

import boto3
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import ClientError

session = boto3.Session()


def client(url, key, secret):
    return session.client(
        "kms", endpoint_url=url, region_name="us-east-1", aws_access_key_id=key, aws_secret_access_key=secret,
        config=Config(retries={"total_max_attempts": 1}, parameter_validation=False))


def written(value):
    """As `json` can print it."""
    if isinstance(value, bytes):
        return {"base64": base64.b64encode(value).decode()}
    if isinstance(value, datetime):
        return {"date": value.timestamp()}
    raise TypeError(type(value))


def filled(value, made):
    """What a step has as input: references are replaced by what was made, and bytes by bytes."""
    if isinstance(value, str) and value.startswith("$"):
        name, *members = value[1:].split(".")
        value = made[name]
        for member in members:
            value = value[member]
        return value
    if isinstance(value, list):
        return [filled(one, made) for one in value]
    if isinstance(value, dict):
        return base64.b64decode(value["base64"]) if "base64" in value else {name: filled(one, made) for name, one in value.items()}
    return value


def told(metadata):
    return {"status": metadata["HTTPStatusCode"], "retries": metadata["RetryAttempts"], "request_id": metadata.get("RequestId"),
            "headers": metadata["HTTPHeaders"]}


def pages(kms, operation, given):
    replies = list(kms.get_paginator(operation).paginate(**given))
    metadata = [reply.pop("ResponseMetadata") for reply in replies]
    return {"reply": replies} | told(metadata[-1])


def take(kms, step, made):
    given = filled(step["input"], made)
    try:
        if "pages" in step:
            return pages(kms, xform_name(step["pages"]), given)
        reply = getattr(kms, xform_name(step["call"]))(**given)
    except ClientError as error:
        return {"error": type(error).__name__, "code": error.response["Error"]["Code"], "message": str(error),
                "more": {name: value for name, value in error.response.items() if name != "ResponseMetadata"},
                } | told(error.response["ResponseMetadata"])
    return told(reply.pop("ResponseMetadata")) | {"reply": reply}


def walk(ways, steps):
    clients, made, results = [client(**way) for way in ways], [{} for _ in ways], []
    for step in steps:
        own = [(by, by) for by in range(len(ways))]
        pairs = own if "as" in step else [(of, by) for of, _ in own for _, by in own]
        results.append([{"of": of, "by": by} | take(clients[by], step, made[of]) for of, by in pairs])
        for result in results[-1] if "as" in step else []:
            if "reply" not in result:
                sys.exit(f"{step} came to {result}")
            made[result["by"]][step["as"]] = result["reply"]
    return results


def main():
    given = json.load(sys.stdin)
    print(json.dumps([walk(ways, given["steps"]) for ways in given["walks"]], default=written))


main()
