import base64
import json
import os
from pathlib import Path

import pytest

CERTIFICATES = json.loads((Path(__file__).parent.parent / "certificates.json").read_text())


def generate_random(aws, url):
    return aws("generate-random", "--number-of-bytes", "32", AWS_ENDPOINT_URL_KMS=url, AWS_MAX_ATTEMPTS="1")


def test_is_answered(aws):
    finished = generate_random(aws, os.environ["KRM_HTTPS_URL"])

    assert (finished.status, finished.stderr) == (0, "")
    assert len(base64.b64decode(finished.reply["Plaintext"], validate=True)) == 32


@pytest.mark.parametrize("certificate", CERTIFICATES, ids=lambda certificate: certificate["name"])
def test_refuses_a_certificate(aws, certificate):
    url = os.environ[certificate["url"]]

    finished = generate_random(aws, url)

    assert (finished.status, finished.stdout) == (255, "")
    assert finished.stderr.startswith(f"\nSSL validation failed for {url}/ {certificate['botocore']}")
