import json
import sys
from pathlib import Path

import pytest
from raw import ask, call
from server import running

# For the programs that call through each SDK.
sys.path.append(str(Path(__file__).resolve().parents[1] / "scenarios"))


@pytest.fixture
def server(tmp_path):
    """One without a scenario."""
    with running(tmp_path) as server:
        yield server


KEPT = {"version": 1, "name": "kept", "key_stores": {"cks-1": "CONNECTED"}, "throttle": {"account": {"rate": 1000, "burst": 1000}}}
OF_OLD = "AKIDHOSTILE000000001"


def state_of(server):
    # `tokens` grow by themselves, and the clock runs.
    return [ask(server, "GET", f"/__admin/{path}").body for path in ("scenario", "tenants", "requests", "key-stores")] + [
        server.get("clock").body | {"now": None}]


@pytest.fixture
def unchanged(tmp_path):
    """A server with a scenario and a tenant. In the end it has to be as it was, and alive."""
    with running(tmp_path, "--scenario-yaml", json.dumps(KEPT)) as server:
        assert call(server, OF_OLD).status == 200
        assert server.get("calls", outcome="succeeded", wait="5s").body["waited"] == "met"  # its delivery has ended
        before = state_of(server)
        yield server
        assert state_of(server) == before
        assert [ask(server, "GET", path).status for path in ("/livez", "/readyz")] == [200, 200]
        assert call(server, OF_OLD).status == 200
        assert "bug: " not in (tmp_path / "log").read_text()
