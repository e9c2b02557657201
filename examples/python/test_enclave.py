"""The round of an enclave, without one: `kms-random-mock attest` stands in for the NSM device."""

import subprocess

import pytest
from enclave import Enclave

from kms_random_mock import find_program

pytestmark = pytest.mark.kms_random(scenario="nitro-enclave")


@pytest.fixture
def attest(tmp_path):
    def make(public_key, *flags):
        (tmp_path / "public.der").write_bytes(public_key)
        command = [find_program(), "attest", "--public-key", "public.der", "--out", "document.cbor", *flags]
        subprocess.run(command, cwd=tmp_path, check=True)
        return (tmp_path / "document.cbor").read_bytes()

    return make


def test_the_enclave_gets_its_bytes(kms_random, attest):
    enclave = Enclave(kms_random.client(), attest)
    assert len(enclave.random(32)) == 32
    [request] = kms_random.requests()
    assert (request.asked.recipient, request.reply.bytes) == (True, 32)


def test_another_image_is_denied(kms_random, attest):
    kms = kms_random.client()
    enclave = Enclave(kms, lambda key: attest(key, "--debug"))
    with pytest.raises(kms.exceptions.ClientError, match="AccessDeniedException"):
        enclave.random(32)


def test_bytes_that_were_damaged_on_the_way(kms_random, attest):
    kms_random.scenario({"version": 1, "rules": [{"do": [{"cms": "wrong_key"}]}]})
    with pytest.raises(ValueError):
        Enclave(kms_random.client(), attest).random(32)
