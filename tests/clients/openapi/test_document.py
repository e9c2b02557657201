"""That the server does what its OpenAPI document says, and says all that it does."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hooks import CALLED, SPENT
from raw import ask, call
from server import UNSIGNED, running

HERE = Path(__file__).resolve().parent
METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}


@pytest.fixture
def server(tmp_path):
    with running(tmp_path, "--scenario", HERE / "scenario.yaml") as server:
        yield server


def test_index_and_document_name_the_same(server):
    index = {one["path"]: {method.lower() for method in one["methods"]} for one in server.get("").body["resources"]}
    paths = server.get("openapi.json").body["paths"]
    document = {path: METHODS & item.keys() for path, item in paths.items()}
    probes = {path: methods for path, methods in document.items() if path not in index}

    assert document == index | probes
    assert probes == {path: {"get"} for path in ("/livez", "/readyz", "/metrics", "/_localstack/health")}


def test_each_path_takes_what_the_document_has(server):
    for path, item in server.get("openapi.json").body["paths"].items():
        wanted = {method.upper() for method in METHODS & item.keys()}
        reply = ask(server, "PATCH", path.replace("{id}", "1"))

        assert (reply.status, reply.code) == (405, "MethodNotAllowed"), path
        assert set(reply.headers["allow"].split(", ")) == wanted | ({"HEAD"} if "GET" in wanted else set()), path


def test_schemathesis_finds_nothing(server, tmp_path):
    for tenant in 3 * [CALLED, SPENT, UNSIGNED]:  # throttled twice
        assert call(server, tenant).status in (200, 400)
    command = [Path(sys.executable).parent / "schemathesis", "--config-file", HERE / "schemathesis.toml",
               "run", f"{server.url}/__admin/openapi.json", "--no-color"]
    done = subprocess.run(command, env=os.environ | {"PYTHONPATH": str(HERE), "PYTHONDONTWRITEBYTECODE": "1"},
                          cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=200)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "Tested: " in done.stdout, done.stdout
    assert "bug: " not in (tmp_path / "log").read_text()
