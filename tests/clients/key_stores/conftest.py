"""Tenants of the server that `run` has started, whose clocks are frozen, and callers that are such a tenant."""

import contextlib
import json
import os
import urllib.request

import pytest
from callers import PROGRAMS, Caller, Program, Refused

SERVER = os.environ["AWS_ENDPOINT_URL_KMS"]
PRESENT = ["boto3", *os.environ["KRM_SDKS"].split()]


def ask(resource, method="GET", body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{SERVER}/__admin/{resource}", data, {"Content-Type": "application/json"}, method=method)
    with urllib.request.urlopen(request, timeout=10) as reply:
        text = reply.read()
    return json.loads(text) if text else None


class Tenant:
    """An issued tenant. Nobody sleeps: its time goes on by `advance` alone."""

    def __init__(self, scenario):
        issued = ask("tenants", "POST", {"scenario": scenario})
        self.id = issued["id"]
        self.issued = issued | {"clock": f"{SERVER}/__admin/clock?tenant={self.id}"}  # for callers
        self.admin("clock", "PUT", {"frozen": True})

    def admin(self, resource, method="GET", body=None):
        return ask(f"{resource}?tenant={self.id}", method, body)

    def advance(self, by):
        self.admin("clock", "POST", {"advance": by})

    def advanced(self):
        """By how many seconds the clock was moved in all."""
        return self.admin("clock")["advanced_ms"] / 1000

    def move(self, store, state):
        self.admin(f"key-stores/{store}", "PUT", {"state": state})

    def key_store(self, store):
        return self.admin(f"key-stores/{store}")

    def attempts(self):
        """How many each call took, but for those that an HTTP client has sent again."""
        seen = self.admin("calls")
        assert seen["dropped"] == 0
        return [sum(not attempt["resent"] for attempt in call["attempts"]) for call in seen["calls"]]

    def remove(self):
        ask(f"tenants/{self.id}", "DELETE")


@pytest.fixture
def issue():
    """issue("key-store-repair"), or issue(a scenario without its version)."""
    tenants = []

    def new(scenario):
        tenants.append(Tenant(scenario if isinstance(scenario, str) else {"version": 1} | scenario))
        return tenants[-1]

    yield new
    for tenant in tenants:
        attempts = tenant.attempts()
        tenant.remove()
        assert attempts == [1] * len(attempts), "an SDK has tried a call again"


@pytest.fixture(scope="session")
def programs():
    with contextlib.ExitStack() as started:
        running = {sdk: Program(sdk) for sdk in PRESENT}
        for program in running.values():
            started.callback(program.stop)
        yield running


@pytest.fixture(params=PROGRAMS)
def sdk(request):
    if request.param not in PRESENT:
        pytest.skip(f"no SDK for {request.param}")
    return request.param


@pytest.fixture
def caller_of(programs, sdk):
    """caller_of(tenant) calls as the tenant."""
    return lambda tenant: Caller(programs[sdk], tenant.issued)


@pytest.fixture
def refuses(sdk):
    """with refuses(code): the call fails with this error of the model, in the SDK's own class for it, and KMS says no more."""
    @contextlib.contextmanager
    def refuse(code):
        with pytest.raises(Refused) as refused:
            yield
        error = refused.value
        assert (error.type, error.code, error.message) == (code, code, "")

    return refuse
