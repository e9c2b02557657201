"""CMD alone gets what `env` prints, and KMS_RANDOM_MOCK_URL. The rest of its environment is ours, byte for byte."""

import os
import re
import shlex
import subprocess
import sys
import urllib.parse
import urllib.request

import pytest
from launched import BARE, BINARY, is_alive, python, run, scenario, shell, started

STALE = {"AWS_PROFILE": "work", "AWS_DEFAULT_PROFILE": "work", "AWS_SESSION_TOKEN": "old",
         "AWS_CREDENTIAL_EXPIRATION": "2020-01-01T00:00:00Z", "AWS_ACCESS_KEY_ID": "AKIDREAL", "AWS_SECRET_ACCESS_KEY": "real",
         "AWS_ENDPOINT_URL_KMS": "http://192.0.2.1", "AWS_REGION": "eu-north-1", "NO_PROXY": "corp.example",
         "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"}
OURS = {"GREETING": "größe = 'groß' \"$HOME\"\n\tzweite Zeile", "EMPTY": "", "KMS_RANDOM_MOCK_LOG_LEVEL": "error"}


def environment_of(command, *flags, environment=None):
    """That of CMD, as pairs of bytes."""
    done = run(command, *flags, environment=environment, encoding=None)
    assert (done.returncode, done.stderr) == (0, b"")
    return [entry.partition(b"=")[::2] for entry in done.stdout.split(b"\0")[:-1]]


def as_env_says(environment, port, *flags):
    """`environment` after a shell has read what `env` prints for this server."""
    printed = subprocess.run([BINARY, "env", "--port", port, *flags], check=True, capture_output=True, text=True, env=environment).stdout
    expected = dict(environment)
    for verb, what in re.findall(r"^(export|unset) (.*)$", printed, re.MULTILINE):
        name, _, value = what.partition("=")
        expected.pop(name, None)
        if verb == "export":
            [expected[name]] = shlex.split(value)
    return expected


@pytest.mark.parametrize("before", [{}, STALE, OURS, STALE | OURS], ids=["bare", "stale", "ours", "both"])
@pytest.mark.parametrize("flags", [[], ["--region", "eu-west-1", "--key", "AKIDEXAMPLE00000001"], ["--tls", "require"]],
                         ids=["default", "named", "https"])
def test_it_is_what_env_prints(tmp_path, before, flags):
    flags = [*flags, "--tls-dir", str(tmp_path)]
    pairs = environment_of(["cat", "/proc/self/environ"], *flags, environment=before)
    seen = {os.fsdecode(name): os.fsdecode(value) for name, value in pairs}
    assert len(seen) == len(pairs)
    url = seen.pop("KMS_RANDOM_MOCK_URL")
    port = str(urllib.parse.urlsplit(url).port)
    assert url == seen["AWS_ENDPOINT_URL_KMS"]
    assert seen == as_env_says(BARE | before, port, *flags)


def test_bytes_that_are_no_text_are_kept():
    ours = {os.fsencode(name): os.fsencode(value) for name, value in BARE.items()}
    environment = ours | {b"LATIN": b"gr\xfc\xdfe", b"odd name": b"=a=b="}
    done = subprocess.run([BINARY, "exec", "--", "cat", "/proc/self/environ"], check=True, stdout=subprocess.PIPE, env=environment)
    entries = done.stdout.split(b"\0")
    assert b"LATIN=gr\xfc\xdfe" in entries and b"odd name==a=b=" in entries


def test_nobody_else_gets_it():
    done = shell('before="$(env)"; "$MOCK" exec -- true; [ "$before" = "$(env)" ] && echo same')
    assert (done.returncode, done.stdout) == (0, "same\n")


def test_the_server_is_there_for_as_long_as_cmd():
    with started(python("print(os.environ['KMS_RANDOM_MOCK_URL'], os.getpid(), flush=True)\nsys.stdin.read()"),
                 stdin=subprocess.PIPE) as process:
        url, pid = process.stdout.readline().split()
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url + "/readyz", timeout=10) as reply:
            assert reply.status == 200
        assert urllib.parse.urlsplit(url).hostname == "127.0.0.1"
        process.stdin.close()
        assert process.wait(10) == 0
    assert not is_alive(pid)
    with pytest.raises(OSError):
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url + "/readyz", timeout=10)


FIRST = {"access_key_id": "AKIDFIRST00000000001", "secret_access_key": "first secret", "session_token": "first token"}
SECOND = {"access_key_id": "AKIDSECOND0000000002", "secret_access_key": "second secret"}


@pytest.mark.parametrize("flags, wanted", [([], FIRST), (["--key", SECOND["access_key_id"]], SECOND)], ids=["first", "named"])
def test_credentials_of_the_scenario(flags, wanted):
    seen = dict(environment_of(["env", "-0"], *flags, *scenario(auth="strict", credentials=[FIRST, SECOND]), environment=STALE))
    assert {name: seen.get(variable) for name, variable in {
        "access_key_id": b"AWS_ACCESS_KEY_ID", "secret_access_key": b"AWS_SECRET_ACCESS_KEY", "session_token": b"AWS_SESSION_TOKEN",
    }.items()} == {name: value and value.encode() for name, value in ({"session_token": None} | wanted).items()}


def test_a_fresh_key_is_one_that_nobody_has():
    keys = {run([sys.executable, "-c", "import os; print(os.environ['AWS_ACCESS_KEY_ID'])"], "--key", "fresh").stdout for _ in range(3)}
    assert len(keys) == 3 and all(re.fullmatch(r"AKIA[A-Z2-7]{16}\n", key) for key in keys)
