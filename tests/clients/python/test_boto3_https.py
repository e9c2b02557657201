import json
import logging
import os
import socket
from pathlib import Path
from urllib.parse import urlsplit

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import SSLError
from reply import assert_answered_at_once

CERTIFICATES = json.loads((Path(__file__).parent.parent / "certificates.json").read_text())
KMS = "kms.us-east-1.amazonaws.com"


def client(**options):
    return boto3.client("kms", config=Config(proxies={}, retries={"total_max_attempts": 1}), **options)


def assert_answered(reply):
    assert_answered_at_once(reply["ResponseMetadata"], status=200)
    assert len(reply["Plaintext"]) == 32


def test_twenty_calls_in_a_row_share_one_connection(caplog):
    url = os.environ["KRM_HTTPS_URL"]
    kms = client(endpoint_url=url)

    with caplog.at_level(logging.DEBUG, "urllib3.connectionpool"):
        for _ in range(20):
            assert_answered(kms.generate_random(NumberOfBytes=32))

    lines = [record.getMessage() for record in caplog.records if record.name == "urllib3.connectionpool"]
    assert lines[0] == f"Starting new HTTPS connection (1): {urlsplit(url).netloc}"
    assert len(lines) == 21
    assert all(line.startswith(f'{url} "POST / HTTP/1.1" 200 ') for line in lines[1:]), lines


@pytest.mark.parametrize("certificate", CERTIFICATES, ids=lambda certificate: certificate["name"])
def test_refuses_a_certificate(certificate):
    url = os.environ[certificate["url"]]

    with pytest.raises(SSLError) as refusal:
        client(endpoint_url=url).generate_random(NumberOfBytes=32)

    assert str(refusal.value).startswith(f"SSL validation failed for {url}/ {certificate['botocore']}")


def test_is_led_to_the_server_by_the_name_of_the_service(monkeypatch):
    server = urlsplit(os.environ["KRM_HTTPS_URL"])
    look_up = socket.getaddrinfo
    asked = []

    def lead(host, port, *rest, **options):
        asked.append((host, port))
        return look_up(server.hostname, server.port, *rest, **options)

    monkeypatch.delenv("AWS_ENDPOINT_URL_KMS")
    monkeypatch.setattr(socket, "getaddrinfo", lead)
    kms = client()

    assert_answered(kms.generate_random(NumberOfBytes=32))
    assert kms.meta.endpoint_url == f"https://{KMS}"
    assert asked == [(KMS, 443)]
