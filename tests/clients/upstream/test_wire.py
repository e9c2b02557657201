"""What a forwarded reply looks like on the wire: as the emulator has sent it to us, but for what belongs to one connection alone."""

import base64
import json
from typing import NamedTuple

import pytest
from wire import Connection, ask


class Made(NamedTuple):
    """What has been made at a peer: the body of a request about a key, and of one about what it has sealed."""

    key: bytes
    sealed: bytes


def made_at(peer):
    def reply_to(operation, **given):
        return json.loads(ask(peer, f"TrentService.{operation}", json.dumps(given).encode(), ca=peer.certificate).body)

    key = {"KeyId": reply_to("CreateKey", Description="für ☃")["KeyMetadata"]["KeyId"]}
    sealed = {"CiphertextBlob": reply_to("Encrypt", Plaintext=base64.b64encode(bytes(4096)).decode(), **key)["CiphertextBlob"]}
    return Made(*(json.dumps(one).encode() for one in (key, sealed)))


@pytest.fixture(scope="module")
def made(pair):
    return made_at(pair.peer)


def requests(made):
    """Each can be repeated, and has the same reply each time."""
    key = made.key
    return {
        "one key": ("TrentService.DescribeKey", key),
        "a long reply": ("TrentService.Decrypt", made.sealed),
        "all keys": ("TrentService.ListKeys", b"{}"),
        "no such key": ("TrentService.DescribeKey", '{"KeyId": "schlüssel"}'.encode()),
        "not a ciphertext": ("TrentService.Decrypt", b'{"CiphertextBlob": "AAAA"}'),
        "no JSON": ("TrentService.Encrypt", b"{"),
        "nothing": ("TrentService.TagResource", b""),
        "a long body": ("TrentService.DescribeKey", key + b" " * 100_000),
        "an operation of the model": ("TrentService.DescribeCustomKeyStores", b"{}"),
        "no operation of KMS": ("TrentService.None", b"{}"),
        "another service": ("DynamoDB_20120810.ListTables", b"{}"),
        "fields of a client": ("TrentService.DescribeKey", key, "amz-sdk-invocation-id: 1", "x-EMPTY:", "X-Twice: a", "X-Twice: b"),
    }


def assert_same(pair, request):
    direct = ask(pair.peer, *request, ca=pair.peer.certificate).comparable()
    assert ask(pair.open, *request).comparable() == direct


@pytest.mark.parametrize("name", requests(Made(b"", b"")))
def test_byte_by_byte(pair, made, name):
    assert_same(pair, requests(made)[name])


def test_byte_by_byte_from_an_emulator_over_tls(pair_over_tls):
    for request in requests(made_at(pair_over_tls.peer)).values():
        assert_same(pair_over_tls, request)


def test_what_is_peculiar_to_each_emulator(pair, made):
    """Were an emulator to change this, the comparison above would show less."""
    refused = ask(pair.peer, "TrentService.DescribeKey", b'{"KeyId": "none"}')
    names = [field.partition(b":")[0].decode() for field in refused.fields]
    if pair.peer.name == "moto":
        assert refused.line == b"HTTP/1.1 400 BAD REQUEST"
        assert (names.count("Server"), names.count("server"), refused.named("connection")) == (1, 1, b"close")
    elif pair.peer.name == "ministack":
        assert "x-amzn-errortype" in names and names[-1] == "date"
    else:
        assert names == ["Content-Type", "Date", "Content-Length"]
        assert ask(pair.peer, "TrentService.Decrypt", made.sealed).named("transfer-encoding") == b"chunked"


def test_a_connection_is_kept_whatever_the_emulator_does(pair, made):
    request = "TrentService.DescribeKey", made.key
    with Connection(pair.open) as connection:
        replies = [connection.ask(*request).comparable() for _ in range(3)]
        assert connection.ask("TrentService.GenerateRandom", b'{"NumberOfBytes": 8}').line == b"HTTP/1.1 200 OK"
        assert connection.ask(*request).comparable() == replies[0]
    assert replies == [ask(pair.peer, *request).comparable()] * 3
