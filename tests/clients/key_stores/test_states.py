"""A store goes its way from FAILED to CONNECTED, step by step, and each state refuses what it has to refuse."""

import pytest

STORE = "cks-1234567890abcdef0"
INVALID = "CustomKeyStoreInvalidStateException"
CODE = "INSUFFICIENT_CLOUDHSM_HSMS"


def test_a_store_fails_and_is_repaired_step_by_step(issue, caller_of, refuses):
    tenant = issue("key-store-repair")
    kms = caller_of(tenant)
    assert kms.random(STORE) == 32
    assert kms.random(STORE) == 32
    assert kms.state(STORE) == ("CONNECTED", None)
    with refuses(INVALID):
        kms.random(STORE)
    assert kms.state(STORE) == ("FAILED", CODE)
    with refuses(INVALID):
        kms.random(STORE)
    with refuses(INVALID):
        kms.connect(STORE)
    assert kms.state(STORE) == ("FAILED", CODE)

    kms.disconnect(STORE)
    assert kms.state(STORE) == ("DISCONNECTING", None)
    tenant.advance("4999ms")
    assert kms.state(STORE) == ("DISCONNECTING", None)
    tenant.advance("1ms")
    assert kms.state(STORE) == ("DISCONNECTED", None)

    kms.connect(STORE)
    assert kms.state(STORE) == ("CONNECTING", None)
    tenant.advance("29999ms")
    with refuses(INVALID):
        kms.random(STORE)
    assert kms.state(STORE) == ("CONNECTING", None)
    tenant.advance("1ms")
    assert kms.random(STORE) == 32
    assert kms.state(STORE) == ("CONNECTED", None)
    assert kms.random(STORE) == 32


# For each state: what Connect and Disconnect lead to, or None where they are refused.
STATES = {
    "DISCONNECTED": ("CONNECTING", None),
    "CONNECTING": ("CONNECTING", "DISCONNECTING"),
    "CONNECTED": ("CONNECTED", "DISCONNECTING"),
    "FAILED": (None, "DISCONNECTING"),
    "DISCONNECTING": (None, None),
}


@pytest.mark.parametrize("state, moves", STATES.items(), ids=STATES)
def test_a_state_takes_and_refuses(issue, caller_of, refuses, state, moves):
    tenant = issue({"key_stores": {STORE: {"state": state, "connect": {"takes": "2s"}, "disconnect": {"takes": "1s"}}}})
    kms = caller_of(tenant)
    if state == "CONNECTED":
        assert kms.random(STORE) == 32
    else:
        with refuses(INVALID):
            kms.random(STORE)
    for call, moved in zip((kms.connect, kms.disconnect), moves, strict=True):
        tenant.move(STORE, state)
        if moved is None:
            with refuses(INVALID):
                call(STORE)
        else:
            call(STORE)
        assert kms.state(STORE) == (moved or state, "INTERNAL_ERROR" if state == "FAILED" and moved is None else None)


def test_without_times_a_store_is_there_at_once(issue, caller_of):
    kms = caller_of(issue({"key_stores": {STORE: "FAILED"}}))
    assert kms.state(STORE) == ("FAILED", "INTERNAL_ERROR")
    kms.disconnect(STORE)
    assert kms.state(STORE) == ("DISCONNECTED", None)
    kms.connect(STORE)
    assert kms.random(STORE) == 32


def test_the_admin_api_tells_what_comes_next(issue, caller_of):
    tenant = issue("key-store-repair")
    kms = caller_of(tenant)

    def shown():
        store = tenant.key_store(STORE)
        return {name: store[name] for name in ("name", "state", "error_code", "next")}

    tenant.move(STORE, "FAILED")
    assert shown() == {"name": "payments", "state": "FAILED", "error_code": CODE, "next": None}
    kms.disconnect(STORE)
    tenant.advance("2s")
    assert shown() == {"name": "payments", "state": "DISCONNECTING", "error_code": None,
                       "next": {"state": "DISCONNECTED", "in_ms": 3000}}
    tenant.advance("3s")
    assert shown() == {"name": "payments", "state": "DISCONNECTED", "error_code": None, "next": None}


def test_a_move_by_somebody_else_ends_the_way(issue, caller_of):
    tenant = issue("key-store-repair")
    kms = caller_of(tenant)
    tenant.move(STORE, "DISCONNECTED")
    kms.connect(STORE)
    tenant.move(STORE, "FAILED")
    tenant.advance("1m")
    assert kms.state(STORE) == ("FAILED", CODE)


def test_a_disconnect_ends_a_connect(issue, caller_of):
    tenant = issue("key-store-repair")
    kms = caller_of(tenant)
    tenant.move(STORE, "DISCONNECTED")
    kms.connect(STORE)
    kms.disconnect(STORE)
    tenant.advance("1m")
    assert kms.state(STORE) == ("DISCONNECTED", None)


def test_a_second_connect_does_not_begin_again(issue, caller_of):
    tenant = issue("key-store-repair")
    kms = caller_of(tenant)
    tenant.move(STORE, "DISCONNECTED")
    kms.connect(STORE)
    tenant.advance("29s")
    kms.connect(STORE)
    tenant.advance("1s")
    assert kms.state(STORE) == ("CONNECTED", None)
