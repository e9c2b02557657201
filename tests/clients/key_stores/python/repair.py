"""Repairs a custom key store of AWS KMS. The client `kms` is that of boto3."""

import time

POLL = 5  # seconds between two looks


class NotConnectedError(Exception):
    """The store is not connected. `state` and `code` are what KMS says of it. Without a failure `code` is None."""

    def __init__(self, state, code):
        super().__init__(f"{state}: {code}" if code else state)
        self.state = state
        self.code = code


def failed_stores(kms):
    """Returns the IDs of all stores that are FAILED."""
    pages = kms.get_paginator("describe_custom_key_stores").paginate()
    stores = [store for page in pages for store in page["CustomKeyStores"]]
    return [store["CustomKeyStoreId"] for store in stores if store["ConnectionState"] == "FAILED"]


def look(kms, store):
    [found] = kms.describe_custom_key_stores(CustomKeyStoreId=store)["CustomKeyStores"]
    return found["ConnectionState"], found.get("ConnectionErrorCode")


def settled(kms, store, patience, sleep):
    """Returns state and error code, once the store is on its way no longer, or after `patience` seconds."""
    for _ in range(0, patience, POLL):
        state, code = look(kms, store)
        if state not in ("CONNECTING", "DISCONNECTING"):
            return state, code
        sleep(POLL)
    return look(kms, store)


def repair(kms, store, patience=1800, sleep=time.sleep):
    """Disconnects a store that has failed, and connects one that is disconnected. Returns once it is connected.

    Waits up to `patience` seconds for each. Raises NotConnectedError when it fails again, or is still on its way.
    Lets every error of boto3 through. A test hands in a `sleep` that takes no time.
    """
    state, code = settled(kms, store, patience, sleep)
    if state == "FAILED":  # a failed store cannot be connected
        kms.disconnect_custom_key_store(CustomKeyStoreId=store)
        state, code = settled(kms, store, patience, sleep)
    if state == "DISCONNECTED":
        kms.connect_custom_key_store(CustomKeyStoreId=store)
        state, code = settled(kms, store, patience, sleep)
    if state != "CONNECTED":
        raise NotConnectedError(state, code)
