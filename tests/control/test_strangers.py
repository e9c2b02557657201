"""Who may ask the admin API: by Host, by Origin, and with a token."""

import json

import pytest
from conftest import KEPT
from raw import ask, call, refusal
from server import running

TOKEN = "a-token"
OWN = [("GET", "/__admin"), ("GET", "/__admin/scenario"), ("POST", "/__admin/reset"), ("DELETE", "/__admin/tenants/x"),
       ("GET", "/__admin/nowhere"), ("OPTIONS", "/__admin/reset")]
FOREIGN = ["evil.example", "evil.example:80", "localhost.evil.example", "127.0.0.1.evil.example", "[::1].evil.example",
           "localhost@evil.example", "evil.example@localhost", "127.1", "2130706433", "0x7f.0.0.1", "localhost evil.example",
           "localhost,evil.example", "[::1", "[", ":", "", "xn--localhost-.example", "evil\xe4.example"]
KNOWN = ["localhost", "LOCALHOST:1", "a.localhost", "127.0.0.1", "127.0.0.1:80", "10.1.2.3", "[::1]", "[::1]:4599", "[fd00::1]"]


@pytest.mark.parametrize("host", FOREIGN)
def test_a_foreign_host(unchanged, host):
    for method, target in OWN:
        assert refusal(unchanged, method, target, named={"Host": host}) == (403, "HostNotAllowed"), target


@pytest.mark.parametrize("host", KNOWN)
def test_a_host_that_is_known(unchanged, host):
    assert ask(unchanged, "GET", "/__admin/scenario", named={"Host": host}).status == 200


def test_no_host(unchanged):
    assert refusal(unchanged, "GET", "/__admin", named={"Host": None}, version="1.0") == (403, "HostNotAllowed")
    assert ask(unchanged, "GET", "/__admin", named={"Host": None}).status == 400
    assert ask(unchanged, "GET", "/__admin", named={"Host": "localhost\r\nHost: evil.example"}).status == 400


def test_probes_look_at_no_host(unchanged):
    for path in ("/metrics", "/livez", "/readyz", "/_localstack/health"):
        assert ask(unchanged, "GET", path, named={"Host": "evil.example"}).status == 200, path


def test_a_foreign_origin(unchanged):
    port = unchanged.port
    for origin in ("null", "", f"http://127.0.0.1:{port + 1}", f"https://127.0.0.1:{port}", f"http://localhost:{port}", "http://127.0.0.1",
                   f"http://127.0.0.1:{port}/", f"http://127.0.0.1:{port}.evil.example", "http://evil.example", "file://", "*"):
        for method, target in OWN:
            assert refusal(unchanged, method, target, named={"Origin": origin}) == (403, "CrossSite"), (origin, target)
    assert ask(unchanged, "GET", "/__admin", named={"Origin": unchanged.url}).status == 200


def test_a_request_of_another_site(unchanged):
    for site in ("cross-site", "same-site"):
        for method, target in OWN:
            assert refusal(unchanged, method, target, named={"Sec-Fetch-Site": site}) == (403, "CrossSite"), (site, target)
    for site in ("same-origin", "none"):
        assert ask(unchanged, "GET", "/__admin", named={"Sec-Fetch-Site": site}).status == 200, site


def test_no_page_of_another_site_may_read(unchanged):
    for named in ({}, {"Origin": unchanged.url}, {"Origin": "null"}):
        reply = ask(unchanged, "GET", "/__admin/scenario", named=named)
        assert not [name for name in reply.headers if name.startswith("access-control-")]


@pytest.fixture
def guarded(tmp_path):
    with running(tmp_path, "--scenario-yaml", json.dumps(KEPT), "--admin-token", TOKEN) as server:
        yield server
        assert call(server).status == 200
        assert TOKEN not in (tmp_path / "log").read_text()


def test_a_token_that_is_wrong_or_absent(guarded):
    for given in ({}, *({"Authorization": text} for text in (
            "", "Bearer", "Bearer ", "Bearer a", "Bearer a-token2", "Bearer A-TOKEN", "Basic a-token", "a-token", "Bearer  a-token"))):
        for method, target in OWN:
            assert refusal(guarded, method, target, named=given) == (401, "Unauthorized"), given
            assert ask(guarded, method, target, named=given).headers["www-authenticate"] == "Bearer"
    for path in ("/metrics", "/livez", "/readyz"):
        assert ask(guarded, "GET", path).status == 200, path


def test_a_token_that_is_right(guarded):
    right = {"Authorization": f"Bearer {TOKEN}"}
    assert ask(guarded, "GET", "/__admin/scenario", named=right).status == 200
    assert ask(guarded, "GET", "/__admin/scenario", named={"Authorization": f"bearer {TOKEN}"}).status == 200
    assert refusal(guarded, "GET", "/__admin", named=right | {"Host": "evil.example"}) == (403, "HostNotAllowed")
    assert refusal(guarded, "GET", "/__admin", named=right | {"Origin": "null"}) == (403, "CrossSite")
    assert ask(guarded, "POST", "/__admin/reset", named=right).status == 204
