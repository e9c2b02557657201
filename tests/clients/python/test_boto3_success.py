import logging
from concurrent.futures import ThreadPoolExecutor

import pytest
from reply import assert_answered_at_once


@pytest.mark.parametrize("number_of_bytes", [1, 32, 1024])
def test_returns_as_many_bytes_as_asked(kms, number_of_bytes):
    reply = kms.generate_random(NumberOfBytes=number_of_bytes)

    assert_answered_at_once(reply.pop("ResponseMetadata"), status=200)
    assert set(reply) == {"Plaintext"}
    assert len(reply["Plaintext"]) == number_of_bytes


def test_two_calls_get_different_bytes_and_request_ids(kms):
    first, second = (kms.generate_random(NumberOfBytes=32) for _ in range(2))

    assert first["Plaintext"] != second["Plaintext"]
    assert first["ResponseMetadata"]["RequestId"] != second["ResponseMetadata"]["RequestId"]


def test_fifty_threads_share_one_client(kms):
    with ThreadPoolExecutor(50) as threads:
        replies = list(threads.map(lambda _: kms.generate_random(NumberOfBytes=32), range(50)))

    for reply in replies:
        assert_answered_at_once(reply["ResponseMetadata"], status=200)
        assert len(reply["Plaintext"]) == 32
    assert len({reply["Plaintext"] for reply in replies}) == 50


def test_twenty_calls_in_a_row_share_one_connection(kms, caplog):
    kms.generate_random(NumberOfBytes=1)

    with caplog.at_level(logging.DEBUG, "urllib3.connectionpool"):
        for _ in range(20):
            kms.generate_random(NumberOfBytes=32)

    lines = [record.getMessage() for record in caplog.records if record.name == "urllib3.connectionpool"]
    assert len(lines) == 20
    assert all('"POST / HTTP/1.1" 200' in line for line in lines), lines
