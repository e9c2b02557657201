"""Calls KMS through boto3 as it is told. callers.py says how."""

import json
import sys
import urllib.request

import boto3
from botocore.exceptions import ClientError
from repair import NotConnectedError, failed_stores, repair

session = boto3.Session()


def waiting_on(clock):
    """Returns what takes the place of time.sleep: it advances the tenant's clock."""
    def wait(seconds):
        body = json.dumps({"advance": f"{seconds}s"}).encode()
        urllib.request.urlopen(urllib.request.Request(clock, body, {"Content-Type": "application/json"}), timeout=10).close()

    return wait


def pages_of(kms, given):
    if "Marker" in given:
        return [kms.describe_custom_key_stores(**given)["CustomKeyStores"]]
    size = given.pop("Limit", None)
    pages = kms.get_paginator("describe_custom_key_stores").paginate(**given, PaginationConfig={"PageSize": size})
    return [page["CustomKeyStores"] for page in pages]


def reply_to(kms, call, given, clock):
    if call == "random":
        return len(kms.generate_random(NumberOfBytes=32, **given)["Plaintext"])
    if call == "describe":
        return pages_of(kms, given)
    if call == "failed":
        return failed_stores(kms)
    if call == "connect":
        kms.connect_custom_key_store(**given)
    elif call == "disconnect":
        kms.disconnect_custom_key_store(**given)
    else:
        assert call == "repair"
        repair(kms, given["CustomKeyStoreId"], patience=60, sleep=waiting_on(clock))
    return None


def answer(tenant, call, given):
    kms = session.client("kms", endpoint_url=tenant["url"], region_name="us-east-1", aws_access_key_id=tenant["access_key_id"],
                         aws_secret_access_key=tenant["secret_access_key"], aws_session_token=tenant["session_token"])
    try:
        return {"reply": reply_to(kms, call, given, tenant["clock"])}
    except NotConnectedError as error:
        return {"type": type(error).__name__, "code": error.code, "message": str(error)}
    except ClientError as error:
        refused = error.response["Error"]
        return {"type": type(error).__name__, "code": refused["Code"], "message": refused["Message"]}
    finally:
        kms.close()


for line in sys.stdin:
    print(json.dumps(answer(**json.loads(line)), default=lambda date: date.isoformat()), flush=True)
