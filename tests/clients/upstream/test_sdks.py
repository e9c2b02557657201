"""What SDKs get from an emulator through the server is what they get from it directly, but for the bytes of GenerateRandom."""

import pytest
from conftest import KEYS, running
from walks import assert_side_by_side, results_of, steps

FIRST = bytes.fromhex("7f87651bba090901ff2a99216dc72214d6ae9a9a9de76bfe26c698193e240417")
SECOND = bytes.fromhex("19ac168546314b8e7c88f31d937807a65455aa987517c44ba467ccedd3779201")
WHOLE = steps("made", "read", "refused")

each_sdk = pytest.mark.parametrize("sdk", ["boto3", "js", "go"])


def way(sdk, server, secret=None, key=None, scheme="http"):
    own = KEYS[["boto3", "js", "go"].index(sdk)]
    return server.url.replace("http:", f"{scheme}:"), key or own["access_key_id"], secret or own["secret_access_key"]


@each_sdk
def test_by_http_by_https_and_with_signatures_that_are_checked(pair, sdk):
    direct = way(sdk, pair.peer)
    walks = [
        [direct, way(sdk, pair.open)],
        [direct, way(sdk, pair.open, key=f"AKIDOVERTLS{sdk.upper()}", scheme="https")],
        [direct, way(sdk, pair.strict)],
    ]
    for results in results_of(sdk, walks, WHOLE):
        assert_side_by_side(pair.peer, WHOLE, results, [FIRST, SECOND])


@each_sdk
def test_an_emulator_over_tls(pair_over_tls, sdk):
    [results] = results_of(sdk, [[way(sdk, pair_over_tls.peer), way(sdk, pair_over_tls.open, scheme="https")]], WHOLE)
    assert_side_by_side(pair_over_tls.peer, WHOLE, results, [FIRST, SECOND])


def test_an_emulator_whose_certificate_nobody_vouches_for(pair_over_tls, tmp_path):
    """Nothing is sent to it. The client learns that something behind is wrong, and the log what."""
    with running(tmp_path, "--tls", "off", "--upstream", pair_over_tls.peer.url) as server:
        [[[result]]] = results_of("boto3", [[way("boto3", server)]], [{"call": "CreateKey", "input": {}}])
    assert (result["status"], result["code"]) == (503, "ServiceUnavailableException")
    assert result["more"]["Error"]["Message"] == "kms-random-mock got no reply from its upstream; its log says why"
    assert f"upstream {pair_over_tls.peer.url}: " in (tmp_path / "log").read_text()
