import base64
import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

REFUSALS = json.loads((Path(__file__).parent.parent / "refusals.json").read_text())
UUID_V4 = r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"


def random_bytes(finished):
    assert (finished.status, finished.stderr) == (0, "")
    assert set(finished.reply) == {"Plaintext"}
    return base64.b64decode(finished.reply["Plaintext"], validate=True)


def unordered(message):
    """KMS promises no order among the faults that one message lists."""
    count, colon, faults = message.rstrip("\n").partition(" detected: ")
    return count, colon, sorted(faults.split("; "))


@pytest.mark.parametrize("number_of_bytes", [1, 32, 1024])
def test_prints_as_many_bytes_as_asked(aws, number_of_bytes):
    assert len(random_bytes(aws("generate-random", "--number-of-bytes", str(number_of_bytes)))) == number_of_bytes


def test_sends_one_request_and_sees_a_request_id(aws):
    finished = aws("generate-random", "--number-of-bytes", "32", "--debug")

    assert finished.http_statuses == ["200"]
    assert re.search(rf"awscli\.formatter - DEBUG - RequestId: {UUID_V4}\n", finished.stderr)


# Fifty processes would take half a minute of processor time and prove no more of the server than four do.
def test_four_processes_at_once_get_different_bytes(aws):
    with ThreadPoolExecutor(4) as threads:
        finished = list(threads.map(lambda _: aws("generate-random", "--number-of-bytes", "32"), range(4)))

    assert len({random_bytes(one) for one in finished}) == 4


# The CLI encodes a blob once more, which leaves a document that is not one, or is empty, just that.
@pytest.mark.parametrize("case", REFUSALS, ids=lambda case: case["name"])
def test_refuses(aws, case):
    finished = aws("generate-random", "--cli-input-json", json.dumps(case["input"]))

    assert (finished.status, finished.stdout) == (255, "")
    told = f"\nAn error occurred ({case['code']}) when calling the GenerateRandom operation: "
    assert finished.stderr.startswith(told)
    assert unordered(finished.stderr.removeprefix(told)) == unordered(case["message"] or "")


def test_sends_a_refused_request_once(aws):
    finished = aws("generate-random", "--number-of-bytes", "1025", "--debug")

    assert finished.status == 255
    assert finished.http_statuses == ["400"]


def test_refuses_other_operations(aws):
    finished = aws("list-keys")

    assert (finished.status, finished.stdout) == (255, "")
    assert finished.stderr == (
        "\nAn error occurred (UnknownOperationException) when calling the ListKeys operation: kms-random-mock does not "
        "simulate ListKeys; it answers GenerateRandom, DescribeCustomKeyStores, ConnectCustomKeyStore and "
        "DisconnectCustomKeyStore. --upstream URL sends the rest to an emulator.\n"
    )
