"""What is refused is not forwarded, and the journal says which requests were."""

import json

from test_sdks import each_sdk, way
from walks import results_of
from wire import ask

REFUSED = {"InvalidSignatureException": {"secret": "another secret"}, "UnrecognizedClientException": {"key": "AKIDNOBODY"}}
CREATE = {"call": "CreateKey", "input": {}}


def keys_of(peer):
    return json.loads(ask(peer, "TrentService.ListKeys").body)["Keys"]


@each_sdk
def test_a_signature_that_is_not_right_is_refused_here(pair, sdk):
    before = keys_of(pair.peer)
    results = results_of(sdk, [[way(sdk, pair.strict, **given)] for given in REFUSED.values()], [CREATE])
    assert [(result["status"], result["code"]) for [[result]] in results] == [(400, code) for code in REFUSED]
    assert keys_of(pair.peer) == before
    entries = pair.strict.get("requests", operation="CreateKey", status=400).body["requests"]
    assert [(entry["reply"]["error"], entry["forwarded"]) for entry in entries[-2:]] == [(code, None) for code in REFUSED]
    # With its own secret the same request does go there.
    [[[result]]] = results_of(sdk, [[way(sdk, pair.strict)]], [CREATE])
    assert result["status"] == 200
    assert len(keys_of(pair.peer)) == len(before) + 1


def test_the_journal_names_the_emulator(pair):
    key = "AKIDUPSTREAMJOURNAL"
    taken = [CREATE, {"call": "DescribeKey", "input": {"KeyId": "none"}}, {"call": "GenerateRandom", "input": {"NumberOfBytes": 8}}]
    results_of("boto3", [[way("boto3", pair.open, key=key)]], taken)
    entries = pair.open.get("requests", tenant=key).body["requests"]
    assert [entry["operation"] for entry in entries] == ["CreateKey", "DescribeKey", "GenerateRandom"]
    assert [(entry["reply"]["status"], entry["reply"]["error"]) for entry in entries] == [
        (200, None), (400, "NotFoundException"), (200, None)]
    *forwarded, own = (entry["forwarded"] for entry in entries)
    assert own is None
    assert [(one["to"], one["failure"]) for one in forwarded] == [(pair.peer.url, None)] * 2
    assert all(one["ms"] > 0 for one in forwarded)
