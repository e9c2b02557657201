"""That Prometheus finds nothing wrong with /metrics, once there has been a request of every kind."""

import json
import re
import subprocess

import pytest
from raw import ask, call
from server import running

FAULTS = [{"error": "ThrottlingException"}, {"reply": {"status": 503, "body": "full"}}, {"garbage": None}, {"close": None},
          {"entropy": "zeros"}, {"latency": "1ms"}, {"stall": "1ms"}, {"drip": {"bytes": 20, "every": "1ms"}}, {"truncate": 4},
          {"reset": None}, {"header": {"Date": None}}]
SCENARIO = {"version": 1, "rules": [{"name": f"fault {index}", "when": {"call": index}, "do": [fault]}
                                    for index, fault in enumerate(FAULTS)]}
NOT_RIGHT = [{"body": b'{"NumberOfBytes":1025}'}, {"body": b"{"}, {"X-Amz-Target": "TrentService.Encrypt"},
             {"X-Amz-Target": "TrentService.\"}\\n# x"}, {"tenant": "AKIDMETRICS000000001"}]


@pytest.fixture
def metrics(tmp_path):
    with running(tmp_path, "--scenario-yaml", json.dumps(SCENARIO)) as server:
        for _ in FAULTS:
            call(server)
        for request in NOT_RIGHT:
            call(server, **request)
        ask(server, "GET", "/__admin/nowhere")
        yield ask(server, "GET", "/metrics").body.decode()


def names(pattern, text):
    return set(re.findall(pattern, text, re.MULTILINE))


def test_promtool_finds_nothing(metrics):
    done = subprocess.run(["promtool", "check", "metrics"], input=metrics, capture_output=True, text=True, timeout=30)

    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_each_has_a_help_and_a_type(metrics):
    samples = names(r"^(\w+)(?:\{.*\})? \S+$", metrics)
    families = {re.sub("_(bucket|sum|count)$", "", name) for name in samples}

    assert names(r"^# HELP (\w+) \S", metrics) == names(r"^# TYPE (\w+) (?:counter|gauge|histogram)$", metrics) == families
    assert len(metrics.splitlines()) == len(re.findall(r"^# (?:HELP|TYPE) |^\w+(?:\{.*\})? \S+$", metrics, re.MULTILINE))


def test_each_fault_has_been_counted(metrics):
    assert names(r'^kms_random_mock_faults_total\{kind="(\w+)"\} [1-9][0-9]*$', metrics) == {kind for fault in FAULTS for kind in fault}
