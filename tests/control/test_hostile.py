"""What is wrong is refused with its own status and code, and changes nothing."""

import json

import pytest
from conftest import KEPT
from raw import ask, refusal

JSON, YAML = {"Content-Type": "application/json"}, {"Content-Type": "application/yaml"}
WRITES = [("PUT", "scenario"), ("POST", "tenants"), ("PUT", "clock"), ("POST", "clock"), ("PUT", "key-stores/cks-1"), ("PUT", "throttle"),
          ("POST", "explain")]
BROKEN_JSON = [b"{", b"{}{}", b"'text'", b"\xff\xfe", b"{\"a\": \xff}", b"[" * 100_000, b"{'a': 1}", b"a: 1", b"NaN", b"\0"]
BROKEN_YAML = [b"a: b: c", b'{"a": [', b"\xff\xfe", b"a: \xff", b"[" * 100_000, b"a: &x [*x]", b"{a: 1, a: 2}", b"!!str 1", b"a: \0"]
WRONG = [b"[]", b'"text"', b"7", b"true", b'{"nonsense": 1}', b'{"\\u0000": 1}', b'{"a": 1, "a": 2}']
WRONG_TYPES = {
    "PUT scenario": [{"version": "one"}, {"version": 1, "rules": {}}],
    "POST tenants": [{"scenario": 7}, {"scenario": None}],
    "PUT clock": [{"frozen": "yes"}, {"frozen": None}, {"frozen": 1}],
    "POST clock": [{"advance": wrong} for wrong in (10, "-10s", "10", "1m30s", "99999999999h", "1e3s", None)],
    "PUT key-stores/cks-1": [{"state": "connected"}, {"state": ["FAILED"]}, {"state": None}],
    "PUT throttle": [{"account": 0}, {"account": {}}, {"account": {"tokens": -1}}, {"account": {"tokens": "all"}}, {"key_stores": []}],
    "POST explain": [{"headers": []}, {"headers": {"a b": "c"}}, {"number_of_bytes": "32"}, {"access_key_id": "a\r\nb"}],
}
OF_A_TENANT = {
    "GET": ["scenario", "clock", "key-stores", "key-stores/cks-1", "throttle"],
    "DELETE": ["requests"],
    "POST": ["reset"],
    "PUT": ["scenario", "key-stores/cks-1", "throttle"],
}
BODIES = {"scenario": KEPT, "key-stores/cks-1": {"state": "FAILED"}, "throttle": {"account": {"tokens": 0}}}
IDS = ["%2F", "%00", "%ff%fe", "\xff", "%", "%zz", "..", "%2e%2e", "a%2Fb", "%0d%0aX:%20y", "%3Cimg%20src=x%20onerror=1%3E", "<img>", "'--"]
CODES = {"tenants": "NoSuchTenant", "requests": "NoSuchRequest", "key-stores": "NoSuchKeyStore"}


def refused(path, wrong_scenario):
    return (422, "InvalidScenario") if path == "scenario" and wrong_scenario else (400, "InvalidBody")


@pytest.mark.parametrize("method, path", WRITES)
def test_broken_bodies(unchanged, method, path):
    for body in BROKEN_JSON:
        assert refusal(unchanged, method, f"/__admin/{path}", body, JSON) == (400, "InvalidBody"), body[:20]
    for body in BROKEN_YAML:
        assert refusal(unchanged, method, f"/__admin/{path}", body, YAML) == refused(path, True), body[:20]
    for body in WRONG:
        assert refusal(unchanged, method, f"/__admin/{path}", body, JSON) == refused(path, True), body


# No body is a body of one kind: that of the start-up scenario.
def test_a_body_that_is_null_or_absent(unchanged):
    for method, path in WRITES:
        for body in (b"null",) if path == "tenants" else (b"null", b""):
            assert refusal(unchanged, method, f"/__admin/{path}", body, JSON) == refused(path, body), (path, body)


@pytest.mark.parametrize("request_line", WRONG_TYPES)
def test_wrong_types(unchanged, request_line):
    method, path = request_line.split()
    for body in WRONG_TYPES[request_line]:
        assert refusal(unchanged, method, f"/__admin/{path}", json.dumps(body).encode(), JSON) == refused(path, True), body


def test_wrong_content_types(unchanged):
    for kind in (None, "", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/jsonx",
                 "text/html", "application/x-amz-json-1.1"):
        for method, path in WRITES:
            seen = refusal(unchanged, method, f"/__admin/{path}", b"{}", {"Content-Type": kind})
            assert seen == (415, "UnsupportedMediaType"), (kind, path)


def test_a_body_where_none_is_taken(unchanged):
    for method, path in [("GET", "clock"), ("DELETE", "requests"), ("POST", "reset"), ("DELETE", "tenants/x")]:
        assert refusal(unchanged, method, f"/__admin/{path}", b'{"a": 1}', JSON) == (400, "InvalidBody"), path


@pytest.mark.parametrize("method", OF_A_TENANT)
def test_unknown_tenants(unchanged, method):
    for path in OF_A_TENANT[method]:
        request = (json.dumps(BODIES[path]).encode(), JSON) if method == "PUT" else ()
        for tenant in ("AKIDUNKNOWN000000001", "%3Cimg%3E", "%00", "%ff"):
            assert refusal(unchanged, method, f"/__admin/{path}?tenant={tenant}", *request) == (404, "NoSuchTenant"), (path, tenant)


def test_journals_of_unknown_tenants(unchanged):
    for resource in ("requests", "calls"):
        assert unchanged.get(resource, tenant="AKIDUNKNOWN000000001").body == {
            resource: [], "next": 0, "more": False, "dropped": 0, "waited": None}


@pytest.mark.parametrize("resource", CODES)
def test_ids_that_nothing_has(unchanged, resource):
    for name in IDS:
        assert refusal(unchanged, "GET", f"/__admin/{resource}/{name}") == (404, CODES[resource]), name
        if resource == "tenants":
            assert refusal(unchanged, "DELETE", f"/__admin/tenants/{name}") == (404, "NoSuchTenant"), name
    for path in ("", "/", "x/y", "/x"):
        assert refusal(unchanged, "DELETE", f"/__admin/{resource}/{path}") == (404, "NotFound"), path


def test_other_methods(unchanged):
    for method in ("OPTIONS", "TRACE", "PATCH", "BREW"):
        for path in ("", "scenario", "tenants", "tenants/x", "requests", "reset", "openapi.json"):
            assert refusal(unchanged, method, f"/__admin/{path}") == (405, "MethodNotAllowed"), (method, path)
        assert refusal(unchanged, method, "/metrics") == (405, "MethodNotAllowed"), method
        assert refusal(unchanged, method, "/__admin/nowhere") == (404, "NotFound"), method


def test_long_targets(unchanged):
    for target in ("/__admin/" + "a" * 1016, "/__admin?" + "a" * 1100, "/__admin/scenario?tenant=" + "%61" * 1000,
        "/metrics?" + "a" * 1024):
        assert refusal(unchanged, "GET", target) == (414, "TargetTooLong"), len(target)
    assert refusal(unchanged, "GET", "/__admin/" + "a" * 1015) == (404, "NotFound")  # 1024 bytes
    assert ask(unchanged, "GET", "/__admin/" + "a" * 100_000).status == 431
