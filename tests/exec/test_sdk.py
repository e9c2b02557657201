"""boto3 as CMD, which is told nothing but what the environment says."""

import pytest
from launched import python, run, scenario

BOTO3 = python("import boto3\nassert len(boto3.client('kms').generate_random(NumberOfBytes=32)['Plaintext']) == 32")
ROLE = {"access_key_id": "ASIADEPLOY0000000001", "secret_access_key": "first secret", "session_token": "first token"}
USER = {"access_key_id": "AKIAUSER000000000002", "secret_access_key": "second secret"}
SIGNED = {"calls": {"min": 1, "max": 1}, "signed": True, "succeeded": "all", "operations": ["GenerateRandom"]}
QUIET = {"AWS_EC2_METADATA_DISABLED": "true", "AWS_CONFIG_FILE": "/dev/null", "AWS_SHARED_CREDENTIALS_FILE": "/dev/null"}


@pytest.mark.parametrize("credentials", [[ROLE, USER], [USER, ROLE]], ids=["role", "user"])
def test_it_signs_as_the_first_of_the_scenario(credentials):
    done = run(BOTO3, *scenario(SIGNED, auth="strict", credentials=credentials), environment=QUIET)
    assert (done.returncode, done.stderr) == (0, 'contract "mine" holds: 4 expectations; 1 tenant, 1 call, 1 request\n')


def test_it_signs_as_who_was_named():
    flags = scenario(SIGNED, auth="strict", credentials=[ROLE, USER])
    assert run(BOTO3, *flags, "--key", USER["access_key_id"], environment=QUIET).returncode == 0


def test_it_trusts_the_certificate(tmp_path):
    done = run(BOTO3, *scenario(SIGNED), "--tls", "require", "--tls-dir", tmp_path, environment=QUIET)
    assert done.returncode == 0, done.stderr


def test_a_bundled_contract_holds():
    """Throttled twice, with the waits of boto3."""
    done = run(BOTO3, "--scenario", "retry-contract", environment=QUIET, timeout=30)
    assert done.returncode == 0 and done.stderr.startswith('contract "retry-contract" holds'), done.stderr
