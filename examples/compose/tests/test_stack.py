"""Tests in a stack: one meets the scenario that the stack serves, the other brings its own."""

import boto3
import pytest


def test_the_scenario_of_the_stack():
    """Endpoint, region and credentials come from the environment, as they do in production."""
    reply = boto3.client("kms").generate_random(NumberOfBytes=32)
    assert reply["ResponseMetadata"]["RetryAttempts"] == 1
    assert len(reply["Plaintext"]) == 32


def test_a_scenario_of_its_own(kms_random):
    kms_random.scenario("access-denied")
    kms = kms_random.client()
    with pytest.raises(kms.exceptions.ClientError, match="AccessDeniedException"):
        kms.generate_random(NumberOfBytes=32)
    assert [call.outcome for call in kms_random.calls()] == ["failed"]
