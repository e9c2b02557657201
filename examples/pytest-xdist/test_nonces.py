"""Forty tests, four at once. Each one counts, so a test that saw the calls of another would fail."""

import pytest
from nonces import Nonces


def failing(times):
    """The first requests fail, so many of them. The contract: each call gets its bytes, and nobody asks too often."""
    return {
        "version": 1,
        "rules": [{"name": "outage", "times": times, "do": [{"error": "KMSInternalException"}]}],
        "expect": {"succeeded": "all", "attempts_per_call": {"max": 3}},
    }


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("taken", [1, 8, 9, 17])
def test_a_stock_is_drawn_by_one_call(kms_random, taken, times):
    kms_random.scenario(failing(times))
    nonces = Nonces(kms_random.client())
    assert len({nonces.take() for _ in range(taken)}) == taken
    first, *others = kms_random.calls()
    assert len(first.attempts) == times + 1
    assert [len(call.attempts) for call in others] == [1] * ((taken - 1) // 8)
    kms_random.verify()


@pytest.mark.parametrize("number", range(32))
def test_the_same_seed_gives_each_test_the_same(kms_random, number):
    kms_random.scenario("deterministic")
    first = Nonces(kms_random.client()).take()
    assert len(kms_random.calls()) == 1
    kms_random.reset()
    assert Nonces(kms_random.client()).take() == first
