"""The programs that call GenerateRandom through each SDK. They take the same JSON, which calls.cjs explains, and print the same."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CACHE = Path(os.environ["KRM_CLIENT_CACHE"])
PRESENT = ["boto3", *os.environ["KRM_SDKS"].split()]

BEFORE_2026 = CACHE / "venv-before-2026/bin/python"
BOTO3 = [sys.executable, "-I", "-B", HERE / "calls.py"]
BOTO3_BEFORE_2026 = [BEFORE_2026, "-I", "-B", HERE / "calls.py"]
JAVA = ["java", "-XX:TieredStopAtLevel=1", "-cp", f"{CACHE}/java/classes:{CACHE}/java/lib/*", "Calls"]

# For each client the SDK, its program, and what the environment says besides.
CLIENTS = {
    "legacy": ("boto3", BOTO3_BEFORE_2026, {}),
    "standard": ("boto3", BOTO3_BEFORE_2026, {"AWS_RETRY_MODE": "standard"}),
    "new_retries": ("boto3", BOTO3_BEFORE_2026, {"AWS_NEW_RETRIES_2026": "true"}),
    "boto3": ("boto3", BOTO3, {}),
    "boto3_legacy": ("boto3", BOTO3, {"AWS_RETRY_MODE": "legacy"}),
    "js": ("js", ["node", HERE / "calls.cjs", CACHE / "js"], {"AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED": "true"}),
    "go": ("go", [CACHE / "go/calls"], {}),
    "java": ("java", JAVA, {}),
    "java_legacy": ("java", JAVA, {"AWS_RETRY_MODE": "legacy"}),
    "rust": ("rust", [CACHE / "rust/debug/calls"], {}),
    "ruby": ("ruby", ["ruby", HERE.parent / "clients/ruby/calls.rb"], {}),
}


def is_present(client):
    return CLIENTS[client][0] in PRESENT


def skip_without(client):
    if not is_present(client):
        pytest.skip(f"no SDK for {client}")


def command(client, calls):
    """The words of the command that makes these calls, and the environment for it."""
    _, program, environment = CLIENTS[client]
    return [*program, json.dumps(calls)], os.environ | environment


def start(client, url, calls):
    words, environment = command(client, calls)
    return subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True,
                            env=environment | {"KRM_ENDPOINT": url})


def results_of(process):
    printed, _ = process.communicate(timeout=100)
    assert process.returncode == 0
    return json.loads(printed)
