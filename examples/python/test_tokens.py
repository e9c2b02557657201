"""What the shop does when KMS is busy, and when its key store is away."""

from pathlib import Path

import pytest
from tokens import Tokens, TokensUnavailable

STORE = "cks-1234567890abcdef0"


@pytest.fixture
def tokens(kms_random):
    kms_random.scenario({"version": 1, "key_stores": {STORE: "CONNECTED"}})
    return Tokens(kms_random.client(), STORE)


def test_tokens_differ(tokens):
    first, second = tokens.new(), tokens.new()
    assert (len(first), len(second)) == (43, 43)
    assert first != second


def test_a_busy_kms_is_asked_three_times(kms_random, tokens):
    kms_random.scenario(Path(__file__).with_name("busy.yaml"))
    assert len(tokens.new()) == 43
    [call] = kms_random.calls()
    assert [attempt.error for attempt in call.attempts] == ["ThrottlingException", "ThrottlingException", None]
    kms_random.verify()  # the client waits before each retry, as busy.yaml expects it


def test_a_kms_that_stays_busy_is_told(kms_random, tokens):
    kms_random.scenario({"version": 1, "rules": [{"do": [{"error": "ThrottlingException"}]}]})
    with pytest.raises(TokensUnavailable):
        tokens.new()
    assert [len(call.attempts) for call in kms_random.calls()] == [3]


def test_a_key_store_is_repaired(kms_random, tokens):
    kms_random.key_store(STORE, "DISCONNECTED")
    assert tokens.new() and tokens.degraded
    kms_random.key_store(STORE, "CONNECTED")
    assert tokens.new() and not tokens.degraded
    assert [request.asked.custom_key_store_id for request in kms_random.requests()] == [STORE, None, STORE]


def test_a_night_of_maintenance(kms_random, tokens):
    kms_random.scenario(
        {
            "version": 1,
            "key_stores": {STORE: "CONNECTED"},
            "timeline": [
                {"at": "1h", "key_stores": {STORE: "DISCONNECTED"}},
                {"at": "3h", "key_stores": {STORE: "CONNECTED"}},
            ],
        }
    )
    kms_random.clock.freeze()
    seen = []
    for _ in range(4):
        tokens.new()
        seen.append(tokens.degraded)
        kms_random.clock.advance("1h")
    assert seen == [False, True, True, False]
