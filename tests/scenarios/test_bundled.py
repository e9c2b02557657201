"""Each bundled scenario shows what its first line promises."""

import contextlib
import json
import os
import re
import shutil
import subprocess
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from botocore.exceptions import ClientError, ConnectionClosedError
from conftest import BINARY, SCENARIOS
from emulator import emulating

FIRST = bytes.fromhex("7f87651bba090901ff2a99216dc72214d6ae9a9a9de76bfe26c698193e240417")
SECOND = bytes.fromhex("19ac168546314b8e7c88f31d937807a65455aa987517c44ba467ccedd3779201")
STUCK = bytes.fromhex("43400ef55219d2df46b8523c02371bb2e487a46899fa6c48a4a8d046cd1b71f1")


def bytes_of(kms, number=32, **more):
    return kms.generate_random(NumberOfBytes=number, **more)["Plaintext"]


def attempts_of(kms, operation="GenerateRandom"):
    """A list that grows with each reply: the code of its error, or None."""
    codes = []
    kms.meta.events.register(f"response-received.kms.{operation}", lambda parsed_response, **_:
                             codes.append(parsed_response.get("Error", {}).get("Code")))
    return codes


def requests_of(kms):
    """A list that grows with each request."""
    requests = []
    kms.meta.events.register("before-send.kms.GenerateRandom", lambda request, **_: requests.append(request))
    return requests


def refusal(kms, number=32, **more):
    """Code, message, status and how often it was tried again."""
    with pytest.raises(ClientError) as refused:
        kms.generate_random(NumberOfBytes=number, **more)
    error, metadata = refused.value.response["Error"], refused.value.response["ResponseMetadata"]
    return error["Code"], error["Message"], metadata["HTTPStatusCode"], metadata["RetryAttempts"]


def test_healthy(serve):
    kms = serve("healthy").boto3()
    reply = kms.generate_random(NumberOfBytes=32)
    assert len(reply["Plaintext"]) == 32
    assert reply["ResponseMetadata"]["RetryAttempts"] == 0
    assert bytes_of(kms) != reply["Plaintext"]
    unchecked = serve("healthy").boto3(parameter_validation=False)
    assert refusal(unchecked, 1025)[0] == "ValidationException"


def test_deterministic(serve):
    served = serve("deterministic")
    kms = served.boto3()
    assert bytes_of(kms) == FIRST
    assert bytes_of(kms, 8) == SECOND[:8]
    third = bytes_of(kms, 1024)
    other = served.boto3()
    assert (bytes_of(other, 5), bytes_of(other), bytes_of(other)) == (FIRST[:5], SECOND, third[:32])
    assert [call["plaintext"] for call in served.js({"NumberOfBytes": 32}, {"NumberOfBytes": 32})] == [
        FIRST.hex(), SECOND.hex()]


def test_fixed_bytes(serve):
    kms = serve("fixed-bytes").boto3()
    counted = bytes(range(32))
    assert bytes_of(kms) == counted
    assert bytes_of(kms, 40) == b"\xff" * 40
    assert bytes_of(kms, 4) == counted[:4]
    assert bytes_of(kms, 2) == b"\xff\xff"
    assert bytes_of(kms, 33) == counted + b"\x00"


def test_throttled_then_healthy(serve):
    served = serve("throttled-then-healthy")
    kms = served.boto3()
    attempts = attempts_of(kms)
    reply = kms.generate_random(NumberOfBytes=32)
    assert reply["Plaintext"] == FIRST
    assert reply["ResponseMetadata"]["RetryAttempts"] == 2
    assert attempts == ["ThrottlingException", "ThrottlingException", None]
    assert kms.generate_random(NumberOfBytes=32)["ResponseMetadata"]["RetryAttempts"] == 0
    [call] = served.js({"NumberOfBytes": 32})
    assert (call["requests"], call["attempts"], call["plaintext"]) == (3, 3, FIRST.hex())


def test_retry_contract(serve):
    served = serve("retry-contract")
    kms = served.boto3()
    attempts = attempts_of(kms)
    assert [bytes_of(kms), bytes_of(kms)] == [FIRST, SECOND]
    assert attempts == ["ThrottlingException", "ThrottlingException", None] * 2
    [call] = served.js({"NumberOfBytes": 32})
    assert (call["requests"], call["plaintext"]) == (3, FIRST.hex())


def test_no_retry_contract(serve):
    served = serve("no-retry-contract")
    kms = served.boto3()
    codes = ["AccessDeniedException", "ValidationException", "UnrecognizedClientException",
             "UnsupportedOperationException", "CustomKeyStoreInvalidStateException", "CustomKeyStoreNotFoundException"]
    answered = [refusal(kms) for _ in codes * 2]
    assert [(code, retries) for code, _, _, retries in answered] == [(code, 0) for code in codes * 2]
    calls = served.js(*[{"NumberOfBytes": 32}] * len(codes))
    assert [(call["requests"], call["error"]) for call in calls] == [(1, code) for code in codes]


def test_failover_contract(serve):
    served = serve("failover-contract")
    store = {"CustomKeyStoreId": "cks-1234567890abcdef0"}
    kms = served.boto3()
    answered = [refusal(kms, **store) for _ in range(5)]
    assert answered == [("CustomKeyStoreInvalidStateException", "", 400, 0)] * 5
    assert len(bytes_of(kms)) == 32
    calls = served.js(*[{"NumberOfBytes": 32} | store] * 6, fall_back_after=2)
    assert ["error" in call for call in calls] == [True] * 2 + [False] * 4


def test_validation_failures(serve):
    kms = serve("validation-failures").boto3()
    failed = "1 validation error detected: Value '{}' at '{}' failed to satisfy constraint: Member must have {}"
    assert refusal(kms, 100) == (
        "ValidationException",
        failed.format("0", "numberOfBytes", "value greater than or equal to 1"), 400, 0)
    assert refusal(kms, 101) == (
        "ValidationException",
        failed.format("", "customKeyStoreId", "length greater than or equal to 1"), 400, 0)
    assert refusal(kms, 102) == ("ValidationException", "NumberOfBytes is required.", 400, 0)
    assert refusal(kms, 103) == ("SerializationException", "", 400, 0)
    assert len(bytes_of(kms, 99)) == 99


def test_kms_internal_error(serve):
    served = serve("kms-internal-error")
    assert refusal(served.boto3()) == ("KMSInternalException", "", 500, 2)
    [failed] = served.js({"NumberOfBytes": 32})
    assert (failed["requests"], failed["error"]) == (3, "KMSInternalException")


def test_dependency_timeout(serve):
    served = serve("dependency-timeout")
    kms = served.boto3()
    attempts = attempts_of(kms)
    for _ in range(2):
        reply = kms.generate_random(NumberOfBytes=32)
        assert len(reply["Plaintext"]) == 32
        assert reply["ResponseMetadata"]["RetryAttempts"] == 1
    assert attempts == ["DependencyTimeoutException", None] * 2
    [call] = served.js({"NumberOfBytes": 32})
    assert (call["requests"], len(call["plaintext"])) == (2, 64)


def test_custom_key_store_disconnected(serve):
    served = serve("custom-key-store-disconnected")
    kms = served.boto3()
    store = {"CustomKeyStoreId": "cks-1234567890abcdef0"}
    assert refusal(kms, **store) == ("CustomKeyStoreInvalidStateException", "", 400, 0)
    with pytest.raises(kms.exceptions.CustomKeyStoreInvalidStateException):
        bytes_of(kms, **store)
    assert refusal(kms, CustomKeyStoreId="cks-2")[0] == "CustomKeyStoreNotFoundException"
    assert len(bytes_of(kms)) == 32
    [failed] = served.js({"NumberOfBytes": 32} | store)
    assert (failed["requests"], failed["error"]) == (1, "CustomKeyStoreInvalidStateException")


def test_custom_key_store_external(serve):
    served = serve("custom-key-store-external")
    kms = served.boto3()
    store = {"CustomKeyStoreId": "cks-0fedcba0987654321"}
    assert refusal(kms, **store) == ("UnsupportedOperationException", "", 400, 0)
    with pytest.raises(kms.exceptions.UnsupportedOperationException):
        bytes_of(kms, **store)
    assert len(bytes_of(kms, CustomKeyStoreId="cks-1234567890abcdef0")) == 32


def test_stuck_rng(serve):
    served = serve("stuck-rng")
    kms = served.boto3()
    first, second, third, fourth = (bytes_of(kms) for _ in range(4))
    assert len({first, second, third}) == 3
    assert (third, fourth, bytes_of(kms, 4)) == (STUCK, STUCK, STUCK[:4])
    assert [call["plaintext"] for call in served.js(*[{"NumberOfBytes": 32}] * 4)] == [
        first.hex(), second.hex(), STUCK.hex(), STUCK.hex()]


def test_short_read(serve):
    served = serve("short-read")
    reply = served.boto3().generate_random(NumberOfBytes=32)
    assert reply["Plaintext"] == FIRST[:31]
    assert reply["ResponseMetadata"]["RetryAttempts"] == 0
    [call] = served.js({"NumberOfBytes": 32})
    assert (call["requests"], call["attempts"], call["plaintext"]) == (1, 1, FIRST[:31].hex())


def test_broken_json(serve):
    served = serve("broken-json")
    reply = served.boto3().generate_random(NumberOfBytes=32)
    assert "Plaintext" not in reply
    assert reply["ResponseMetadata"]["HTTPStatusCode"] == 200
    [failed] = served.js({"NumberOfBytes": 32})
    assert (failed["requests"], failed["error"]) == (1, "SyntaxError")


def throttled_and_served(kms, calls, threads):
    """What becomes of so many calls by so many threads: the code of each reply, in order; no call may fail."""
    codes = attempts_of(kms)
    with ThreadPoolExecutor(threads) as pool:
        for reply in pool.map(lambda _: bytes_of(kms), range(calls)):
            assert len(reply) == 32
    return codes


def test_throttle_rate(serve):
    served = serve("throttle-rate")
    adaptive = served.boto3(retries={"mode": "adaptive", "total_max_attempts": 5})
    codes = throttled_and_served(adaptive, calls=160, threads=8)
    assert codes.count(None) == 160
    # At the start it runs into the limit, as it must to find it; in its second half one reply in ten is too many.
    half = len(codes) // 2
    assert "ThrottlingException" in codes[:half]
    assert codes[half:].count("ThrottlingException") <= half // 10, codes

    text = "You have exceeded the rate at which you may call KMS. Reduce the frequency of your calls."
    hasty = served.boto3(retries={"total_max_attempts": 1})
    with pytest.raises(ClientError) as refused:
        for _ in range(1000):
            bytes_of(hasty)
    assert refused.value.response["Error"] == {"Code": "ThrottlingException", "Message": text}
    assert "x-amz-retry-after" not in refused.value.response["ResponseMetadata"]["HTTPHeaders"]

    calls = served.js(*[{"NumberOfBytes": 32}] * 60)
    assert [len(call["plaintext"]) for call in calls] == [64] * 60
    assert sum(call["requests"] for call in calls) > 60


def test_custom_key_store_recovers(serve):
    served = serve("custom-key-store-recovers")
    store = {"CustomKeyStoreId": "cks-1234567890abcdef0"}
    kms = served.boto3()
    began = time.monotonic()
    assert refusal(kms, **store) == ("CustomKeyStoreInvalidStateException", "", 400, 0)
    assert len(bytes_of(kms)) == 32
    codes = attempts_of(kms)
    while None not in codes:
        assert time.monotonic() < began + 60
        with contextlib.suppress(kms.exceptions.CustomKeyStoreInvalidStateException):
            bytes_of(kms, **store)
        time.sleep(0.05)
    assert time.monotonic() >= began + 2
    assert set(codes[:-1]) <= {"CustomKeyStoreInvalidStateException"}
    assert len(bytes_of(kms, **store)) == 32
    moves = [line for line in served.log.read_text().splitlines() if line.startswith("key store")]
    assert moves == [
        f'key store "cks-1234567890abcdef0" of "AKIDEXAMPLE00000001": {move}' for move in (
            "DISCONNECTED -> CONNECTING by timeline at 1s", "CONNECTING -> CONNECTED by timeline at 2s")]
    [failed] = served.js({"NumberOfBytes": 32} | store)
    assert (failed["requests"], failed["error"]) == (1, "CustomKeyStoreInvalidStateException")


def test_key_store_repair(serve):
    served = serve("key-store-repair")
    name, store = "cks-1234567890abcdef0", {"CustomKeyStoreId": "cks-1234567890abcdef0"}
    key = served.new_key()
    kms = served.boto3(key=key)

    def clock(method, body):
        request = urllib.request.Request(f"{served.url}/__admin/clock?tenant={key}", json.dumps(body).encode(),
                                         {"Content-Type": "application/json"}, method=method)
        urllib.request.urlopen(request, timeout=10).close()

    def state():
        [shown] = kms.describe_custom_key_stores(CustomKeyStoreName="payments")["CustomKeyStores"]
        assert shown["CustomKeyStoreId"] == name
        return shown["ConnectionState"], shown.get("ConnectionErrorCode")

    clock("PUT", {"frozen": True})
    assert state() == ("CONNECTED", None)
    assert [len(bytes_of(kms, **store)) for _ in range(2)] == [32, 32]
    assert state() == ("CONNECTED", None)
    for _ in range(2):
        assert refusal(kms, **store) == ("CustomKeyStoreInvalidStateException", "", 400, 0)
        assert state() == ("FAILED", "INSUFFICIENT_CLOUDHSM_HSMS")
    assert len(bytes_of(kms)) == 32
    with pytest.raises(kms.exceptions.CustomKeyStoreInvalidStateException):
        kms.connect_custom_key_store(**store)
    for move, by, on_its_way, there in [(kms.disconnect_custom_key_store, "5s", "DISCONNECTING", "DISCONNECTED"),
                                        (kms.connect_custom_key_store, "30s", "CONNECTING", "CONNECTED")]:
        move(**store)
        assert state() == (on_its_way, None)
        assert refusal(kms, **store)[0] == "CustomKeyStoreInvalidStateException"
        clock("POST", {"advance": by})
        assert state() == (there, None)
    assert [len(bytes_of(kms, **store)) for _ in range(4)] == [32] * 4
    moves = [line for line in served.log.read_text().splitlines() if line.startswith("key store")]
    assert moves[0].startswith(f'key store "{name}" of "{key}": CONNECTED -> FAILED by rule "fails"')
    assert len(moves) == 5

    calls = served.js(*[{"NumberOfBytes": 32} | store] * 4)
    assert [(call["requests"], call.get("error")) for call in calls] == [
        (1, None), (1, None), (1, "CustomKeyStoreInvalidStateException"), (1, "CustomKeyStoreInvalidStateException")]


def test_slow(serve):
    served = serve("slow")
    delays = [0.1, 0.04, 1.4]  # drawn with the seed of the scenario: about 106, 46 and 1417 ms
    kms = served.boto3()
    requests = requests_of(kms)
    for delay in delays:
        began = time.monotonic()
        assert len(bytes_of(kms)) == 32
        assert time.monotonic() - began >= delay
    assert len(requests) == 3
    calls = served.js(*[{"NumberOfBytes": 32}] * 3)
    assert [call["requests"] for call in calls] == [1, 1, 1]
    assert all(call["seconds"] >= delay for call, delay in zip(calls, delays, strict=True))

    hasty = served.boto3(read_timeout=1.2)
    requests = requests_of(hasty)
    for _ in delays:
        assert len(bytes_of(hasty)) == 32
    assert len(requests) >= 4  # one more where the machine is slow as well
    calls = served.js(*[{"NumberOfBytes": 32}] * 3, read_timeout=1200)
    assert [len(call["plaintext"]) for call in calls] == [64] * 3
    assert calls[2]["requests"] >= 2


def test_flaky_network(serve):
    served = serve("flaky-network")
    attempts = [1, 1, 1, 1, 1, 3, 3, 1, 2, 1, 1, 1, 2, 1, 1, 1, 1, 3, 3, 3,
                1, 1, 1, 1, 1, 1, 1, 2, 1, 3, 1, 2, 2, 3, 1, 1, 2, 3, 1, 1]
    kms = served.boto3()
    requests = requests_of(kms)
    replies = [kms.generate_random(NumberOfBytes=32) for _ in attempts]
    assert (replies[0]["Plaintext"], replies[1]["Plaintext"]) == (FIRST, SECOND)
    assert [reply["ResponseMetadata"]["RetryAttempts"] + 1 for reply in replies] == attempts
    assert len(requests) == sum(attempts)
    calls = served.js(*[{"NumberOfBytes": 32}] * len(attempts))
    assert [call["requests"] for call in calls] == attempts
    assert [call["plaintext"] for call in calls] == [reply["Plaintext"].hex() for reply in replies]

    impatient = served.boto3(retries={"total_max_attempts": 2})
    for _ in range(5):
        bytes_of(impatient)
    with pytest.raises(ConnectionClosedError):
        bytes_of(impatient)


def test_outage_then_recovery(serve):
    served = serve("outage-then-recovery")
    kms, key = served.boto3(), served.new_key()
    requests = requests_of(kms)
    began = time.monotonic()
    with pytest.raises(ConnectionClosedError):
        bytes_of(kms)
    assert len(requests) == 3
    [failed] = served.js({"NumberOfBytes": 32}, key=key)
    assert (failed["requests"], failed["error"], failed["code"]) == (3, "TimeoutError", "ECONNRESET")

    def recovers(call):
        deadline = time.monotonic() + 60
        while not call():
            assert time.monotonic() < deadline
            time.sleep(0.2)

    def boto3_succeeds():
        try:
            return len(bytes_of(kms)) == 32
        except ConnectionClosedError:
            return False

    recovers(boto3_succeeds)
    assert time.monotonic() - began >= 5
    recovers(lambda: "plaintext" in served.js({"NumberOfBytes": 32}, key=key)[0])
    assert len(bytes_of(kms)) == 32


# The key that `kms-random-mock env` exports, and those of the bundled scenarios beside it.
ENV_KEY = {"key": "AKIAIOSFODNN7EXAMPLE", "secret": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"}
TEMPORARY_KEY = ENV_KEY | {"key": "ASIAIOSFODNN7EXAMPLE"}
OTHER_SECRET = {"secret": "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY"}
MISMATCH = ("The request signature we calculated does not match the signature you provided. Check your AWS Secret "
            "Access Key and signing method. Consult the service documentation for details.")
UNRECOGNIZED = "The security token included in the request is invalid."


def test_access_denied(serve):
    served = serve("access-denied")
    denied = "User: arn:aws:{} is not authorized to perform: kms:GenerateRandom on resource: * {}"
    implicit = denied.format("iam::111122223333:user/alice",
                             "because no identity-based policy allows the kms:GenerateRandom action")
    explicit = denied.format("sts::111122223333:assumed-role/deploy/ci",
                             "with an explicit deny in an identity-based policy")
    assert refusal(served.boto3(**ENV_KEY)) == ("AccessDeniedException", implicit, 400, 0)
    role = TEMPORARY_KEY | {"token": "token-of-the-deploy-role"}
    assert refusal(served.boto3(**role)) == ("AccessDeniedException", explicit, 400, 0)
    assert bytes_of(served.boto3(key="AKIAI44QH8DHBEXAMPLE", **OTHER_SECRET)) == FIRST
    [call] = served.js({"NumberOfBytes": 32}, **ENV_KEY)
    assert (call["requests"], call["error"], call["message"]) == (1, "AccessDeniedException", implicit)


def test_expired_token(serve):
    served = serve("expired-token")
    expired = ("ExpiredTokenException", "The security token included in the request is expired", 400, 0)
    assert refusal(served.boto3(**ENV_KEY)) == expired
    assert refusal(served.boto3(**TEMPORARY_KEY, token="token-of-yesterday")) == expired
    assert bytes_of(served.boto3(key="ASIAI44QH8DHBEXAMPLE", token="token-of-today", **OTHER_SECRET)) == FIRST
    [call] = served.js({"NumberOfBytes": 32}, **ENV_KEY)
    assert (call["requests"], call["error"]) == (1, "ExpiredTokenException")


def test_wrong_credentials(serve):
    served = serve("wrong-credentials")
    assert refusal(served.boto3(**ENV_KEY)) == ("InvalidSignatureException", MISMATCH, 400, 0)
    unrecognized = ("UnrecognizedClientException", UNRECOGNIZED, 400, 0)
    assert refusal(served.boto3(key="AKIANOBODYEXAMPLE000")) == unrecognized
    for token in None, "another-token":
        assert refusal(served.boto3(key="ASIAI44QH8DHBEXAMPLE", token=token, **OTHER_SECRET)) == unrecognized
    assert bytes_of(served.boto3(key="AKIAI44QH8DHBEXAMPLE", **OTHER_SECRET)) == FIRST
    [call] = served.js({"NumberOfBytes": 32}, **ENV_KEY)
    assert (call["requests"], call["error"], call["message"]) == (1, "InvalidSignatureException", MISMATCH)
    log = served.log.read_text()
    assert "most likely wrong secret" in log
    assert "\n    POST\n    /\n    \n    content-type:application/x-amz-json-1.1\n" in log
    assert "a-secret-that-clients-do-not-have" not in log


def test_clock_skew(serve):
    served = serve("clock-skew")
    code, message, status, retries = refusal(served.boto3(**ENV_KEY))
    assert (code, status, retries) == ("InvalidSignatureException", 400, 0)
    assert re.fullmatch(r"Signature not yet current: \w{16} is still later than \w{16} \(\w{16} \+ 5 min\.\)", message)
    [call] = served.js({"NumberOfBytes": 32}, **ENV_KEY)
    assert (call["requests"], call["plaintext"]) == (2, FIRST.hex())
    first, second = (datetime.strptime(date, "%Y%m%dT%H%M%SZ") for date in call["dates"])
    assert timedelta(minutes=59) <= first - second <= timedelta(minutes=61)
    # Whoever does not try again sees the error.
    [call] = served.js({"NumberOfBytes": 32}, retries={"attempts": 1}, **ENV_KEY)
    assert (call["requests"], call["error"]) == (1, "InvalidSignatureException")


def test_in_front_of_an_emulator(serve):
    with emulating() as (url, asked):
        served = serve("in-front-of-an-emulator", "--upstream", url)
        kms = served.boto3()
        codes = attempts_of(kms, "Decrypt")
        sealed = kms.encrypt(KeyId="alias/key", Plaintext=b"secret")
        assert sealed["ResponseMetadata"]["RetryAttempts"] == 0
        for _ in range(2):
            assert kms.decrypt(CiphertextBlob=sealed["CiphertextBlob"])["Plaintext"] == b"secret"
        assert codes == ["ThrottlingException", None] * 2
        assert kms.list_keys()["Keys"] == []
        assert [bytes_of(kms), bytes_of(kms)] == [FIRST, SECOND]
        assert asked == ["Encrypt", "Decrypt", "Decrypt", "ListKeys"]

        hasty = served.boto3(retries={"total_max_attempts": 1})
        with pytest.raises(hasty.exceptions.ClientError, match="ThrottlingException"):
            hasty.decrypt(CiphertextBlob=sealed["CiphertextBlob"])
        assert asked[4:] == []


def attested(folder, *flags):
    """The Recipient of an enclave whose private key is in `folder`."""
    key, public, document = folder / "k.pem", folder / "pub.der", folder / "doc.cbor"
    if not key.exists():
        subprocess.run(["openssl", "genrsa", "-out", key, "2048"], capture_output=True, timeout=60, check=True)
        subprocess.run(["openssl", "rsa", "-in", key, "-pubout", "-outform", "DER", "-out", public],
                       capture_output=True, timeout=10, check=True)
    subprocess.run([BINARY, "attest", "--public-key", public, "--ca-dir", folder / "ca", "--out", document, *flags],
                   capture_output=True, timeout=60, check=True)
    return {"KeyEncryptionAlgorithm": "RSAES_OAEP_SHA_256", "AttestationDocument": document.read_bytes()}


def opened(blob, folder):
    return subprocess.run(["openssl", "cms", "-decrypt", "-inform", "DER", "-inkey", folder / "k.pem"],
                          input=blob, capture_output=True, timeout=10, check=True).stdout


def test_nitro_enclave(serve, tmp_path):
    served = serve("nitro-enclave")
    kms = served.boto3(key="AKIDENCLAVE00000001")
    enclave = attested(tmp_path)
    for plaintext in FIRST, SECOND:
        reply = kms.generate_random(NumberOfBytes=32, Recipient=enclave)
        assert "Plaintext" not in reply
        assert opened(reply["CiphertextForRecipient"], tmp_path) == plaintext

    denied = ("User: arn:aws:iam::111122223333:user/{} is not authorized to perform: kms:GenerateRandom on resource: * "
              "because no identity-based policy allows the kms:GenerateRandom action")
    debug = attested(tmp_path, "--debug")
    assert refusal(kms, Recipient=debug) == ("AccessDeniedException", denied.format("AKIDENCLAVE00000001"), 400, 0)
    code, _, status, retries = refusal(kms)
    assert (code, status, retries) == ("AccessDeniedException", 400, 0)
    document = enclave["AttestationDocument"]
    broken = enclave | {"AttestationDocument": document[:600] + document[601:]}
    assert refusal(kms, Recipient=broken)[0] == "ValidationException"
    # Whoever is denied takes nothing of the stream: the next bytes are the third ones.
    third = served.boto3(key="AKIDENCLAVE00000002")
    for _ in range(2):
        third.generate_random(NumberOfBytes=1, Recipient=enclave)
    sealed = [one.generate_random(NumberOfBytes=32, Recipient=enclave)["CiphertextForRecipient"] for one in (kms, third)]
    assert opened(sealed[0], tmp_path) == opened(sealed[1], tmp_path)

    log = served.log.read_text()
    assert "does not have the kms:RecipientAttestation:ImageSha384 that is expected" in log
    [call] = served.js({"NumberOfBytes": 32})
    assert (call["requests"], call["error"]) == (1, "AccessDeniedException")


def curl(url, *arguments):
    if shutil.which("curl") is None and os.environ.get("KRM_REQUIRE_CLIENTS") != "1":
        pytest.skip("no curl")
    done = subprocess.run(["curl", "--silent", "--include", *arguments, "--url", url],
                          capture_output=True, text=True, timeout=10, check=True)
    head, _, body = done.stdout.partition("\n\n")
    return head.splitlines(), body


def test_documented_envelope(serve):
    url = serve("documented-envelope").url
    json_headers = ["--header", "accept: application/json", "--header", "content-type: application/json"]
    head, body = curl(url + "/#X-Amz-Target=TrentService.GenerateRandom", "--request", "POST", *json_headers)
    assert head[0] == "HTTP/1.1 200 OK"
    assert head[1] == "Content-Type: application/json"
    assert head[2].startswith("Date: ")
    assert head[3:] == ["Content-Length: 81"]
    assert body == '{"success": true, "data": {"id": "abc123", "created_at": "2025-01-01T00:00:00Z"}}'

    head, body = curl(url, "--request", "POST", *json_headers, "--data", "[1]")
    assert head[:2] == ["HTTP/1.1 400 Bad Request", "Content-Type: application/json"]
    assert body == ('{"success": false, "error": {"code": "VALIDATION_ERROR", '
                    '"message": "Invalid request parameters"}}')

    # All else is KMS, whatever of it is as the page has it.
    target = ["--header", "x-amz-target: TrentService.GenerateRandom"]
    no_operation = '{"Output":{"__type":"com.amazon.coral.service#UnknownOperationException"},"Version":"1.0"}'
    assert curl(url, *json_headers, "--data", "{}")[1] == no_operation
    assert curl(url, *json_headers, *target, "--request", "POST")[1] == no_operation
    assert curl(url, *json_headers, *target, "--data", "[1]")[1] == no_operation
    kms_type = ["--header", "content-type: application/x-amz-json-1.1"]
    assert curl(url, *kms_type, "--request", "POST")[1] == '{"__type":"UnknownOperationException"}'
    head, body = curl(url, *kms_type, *target, "--data", '{"NumberOfBytes": 8}')
    assert head[0] == "HTTP/1.1 200 OK"
    assert body.startswith('{"Plaintext":"')


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_has_a_test_and_no_mistake(scenario):
    assert f"def test_{scenario.replace('-', '_')}(serve" in Path(__file__).read_text()
    checked = subprocess.run([BINARY, "check", scenario], capture_output=True, text=True)
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, f"{scenario}: ok\n", "")
