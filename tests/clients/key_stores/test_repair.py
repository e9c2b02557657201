"""The code that the manual shows: it repairs a store, or says why it could not."""

import pytest
from callers import Refused

STORE = "cks-1234567890abcdef0"
OTHER = "cks-0fedcba0987654321"
INVALID = "CustomKeyStoreInvalidStateException"


def test_a_store_that_has_failed_is_repaired(issue, caller_of, refuses):
    tenant = issue("key-store-repair")
    kms = caller_of(tenant)
    assert [kms.random(STORE) for _ in range(2)] == [32, 32]
    assert kms.failed() == []
    with refuses(INVALID):
        kms.random(STORE)
    assert kms.failed() == [STORE]
    kms.repair(STORE)
    assert tenant.advanced() == 35
    assert kms.failed() == []
    assert kms.random(STORE) == 32


def test_a_store_that_is_connected_is_left_alone(issue, caller_of):
    tenant = issue("key-store-repair")
    caller_of(tenant).repair(STORE)
    assert tenant.advanced() == 0


def assert_not_repaired(kms, code, message):
    with pytest.raises(Refused) as failed:
        kms.repair(STORE)
    assert failed.value.type.startswith("NotConnected")
    assert (failed.value.code, failed.value.message) == (code, message)


def test_a_connect_that_fails_tells_its_cause(issue, caller_of, refuses):
    tenant = issue({"key_stores": {STORE: {
        "state": "FAILED", "error_code": "NETWORK_ERRORS",
        "connect": {"takes": "10s", "ends": "FAILED", "error_code": "CLUSTER_NOT_FOUND"}}}})
    kms = caller_of(tenant)
    assert kms.state(STORE) == ("FAILED", "NETWORK_ERRORS")
    assert_not_repaired(kms, "CLUSTER_NOT_FOUND", "FAILED: CLUSTER_NOT_FOUND")
    assert tenant.advanced() == 10
    assert kms.state(STORE) == ("FAILED", "CLUSTER_NOT_FOUND")
    with refuses(INVALID):
        kms.random(STORE)


def test_a_connect_that_fails_without_a_cause_has_that_of_the_store(issue, caller_of):
    kms = caller_of(issue({"key_stores": {STORE: {
        "state": "DISCONNECTED", "error_code": "USER_LOCKED_OUT", "connect": {"ends": "FAILED"}}}}))
    assert_not_repaired(kms, "USER_LOCKED_OUT", "FAILED: USER_LOCKED_OUT")


@pytest.mark.parametrize("error", ["CloudHsmClusterNotActiveException", "CloudHsmClusterInvalidConfigurationException"])
def test_a_connect_that_is_refused_leaves_the_store_disconnected(issue, caller_of, refuses, error):
    tenant = issue({"key_stores": {STORE: {"state": "FAILED", "connect": {"refused": error}}}})
    kms = caller_of(tenant)
    with refuses(error):
        kms.repair(STORE)
    assert kms.state(STORE) == ("DISCONNECTED", None)
    tenant.advance("1h")
    with refuses(error):
        kms.connect(STORE)
    assert kms.state(STORE) == ("DISCONNECTED", None)


def test_patience_ends(issue, caller_of):
    tenant = issue({"key_stores": {STORE: {"state": "CONNECTING"}}})
    assert_not_repaired(caller_of(tenant), "", "CONNECTING")
    assert tenant.advanced() == 60


def test_a_store_that_is_unknown(issue, caller_of, refuses):
    kms = caller_of(issue("key-store-repair"))
    with refuses("CustomKeyStoreNotFoundException"):
        kms.repair(OTHER)


def test_tenants_do_not_see_each_others_stores(issue, caller_of, refuses):
    mine, yours = issue("key-store-repair"), issue({"key_stores": {OTHER: "CONNECTED"}})
    same = issue("key-store-repair")
    kms = caller_of(mine)
    for _ in range(2):
        kms.random(STORE)
    with refuses(INVALID):
        kms.random(STORE)
    kms.disconnect(STORE)

    assert caller_of(same).state(STORE) == ("CONNECTED", None)
    assert caller_of(same).random(STORE) == 32
    [[store]] = caller_of(yours).pages()
    assert store["CustomKeyStoreId"] == OTHER
    for call in (caller_of(yours).connect, caller_of(yours).disconnect, caller_of(yours).describe, caller_of(yours).random):
        with refuses("CustomKeyStoreNotFoundException"):
            call(STORE)
    same.advance("10s")
    assert kms.state(STORE) == ("DISCONNECTING", None)
