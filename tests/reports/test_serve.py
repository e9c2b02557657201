"""`serve --verify`: judged when it is stopped."""

import contextlib
import http.client
import json
import signal
import subprocess
import time

import pytest
from client import take
from conftest import SCENARIOS
from runs import BINARY, PATIENCE, Ran, as_the_server_says, read_reports, report_flags, yaml_of
from server import Server


@contextlib.contextmanager
def serving(folder, scenario, *flags):
    """A server that is judged at its end: `stop` gives what came of it."""
    ready = folder / "url"
    process = subprocess.Popen([BINARY, "serve", "--port", "0", "--tls", "off", "--log-level", "warning", "--ready-file", ready,
                                "--scenario-yaml", yaml_of(scenario), *flags], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE)

    def stop(by=signal.SIGTERM):
        process.send_signal(by)
        stdout, stderr = process.communicate(timeout=PATIENCE)
        return Ran(process.returncode, stdout.decode(), stderr.decode())

    deadline = time.monotonic() + PATIENCE
    while not ready.exists():
        assert process.poll() is None and time.monotonic() < deadline, process.stderr.read()
        time.sleep(0.01)
    try:
        yield Server(ready.read_text().strip(), process), stop
    finally:
        process.kill()
        process.wait()


def taken(server, steps):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    for step in steps:
        take(connection, step)


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("name, status", [("broken", 3), ("unproven", 3), ("allowed", 0), ("holds", 0)])
def test_verdict_when_it_is_stopped(tmp_path, mistakes, name, status, by):
    scenario, steps = SCENARIOS[name]
    with serving(tmp_path, scenario, "--verify", *report_flags(tmp_path)) as (server, stop):
        taken(server, steps)
        said = server.get("verify", settle="2s").body
        ran = stop(by)
    assert ran.status == status, ran.stderr
    assert ran.stderr.startswith('contract "reported"')
    made = read_reports(ran, tmp_path)
    assert as_the_server_says(made.json) == said
    assert mistakes(made.xml) == []


def test_without_verify_it_is_not_judged(tmp_path):
    scenario, steps = SCENARIOS["broken"]
    with serving(tmp_path, scenario) as (server, stop):
        taken(server, steps)
        assert server.get("verify").body["verdict"] == "broken"
        ran = stop()
    assert (ran.status, ran.stderr) == (0, "")


def test_a_report_that_cannot_be_written(tmp_path):
    scenario, steps = SCENARIOS["holds"]
    nowhere = tmp_path / "nowhere" / "r.xml"
    with serving(tmp_path, scenario, "--verify", "--report", nowhere, "--report", tmp_path / "r.json") as (server, stop):
        taken(server, steps)
        ran = stop()
    assert ran.status == 1
    assert ran.stderr.splitlines()[1] == f"error: cannot write report {nowhere}: No such file or directory"
    assert json.loads((tmp_path / "r.json").read_text())["passes"]
