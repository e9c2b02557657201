"""The tests of somebody whose CI runs them under a contract. They know nothing of the mock."""

import boto3


def test_a_nonce_has_32_bytes():
    assert len(boto3.client("kms").generate_random(NumberOfBytes=32)["Plaintext"]) == 32
