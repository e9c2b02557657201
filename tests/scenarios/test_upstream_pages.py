"""What the manual shows of an upstream and of the proxy: each block of commands is run, and its output compared with what stands below it."""

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import ROOT, running
from sdks import CACHE, HERE, skip_without
from stacks import stack_in
from test_admin_api import SEPARATOR, differences, shell_in, skip_without_jq, values_in
from test_pages import blocks_in

EMULATOR = ROOT / "docs/with-localstack-and-moto.md"
PROXY = ROOT / "docs/as-a-proxy.md"
CLIENTS = HERE.parent / "clients"


def free_ports(count):
    with contextlib.ExitStack() as sockets:
        found = [sockets.enter_context(socket.socket()) for _ in range(count)]
        for one in found:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in found]


def moto():
    """The one that `tests/clients/upstream` has installed, else what plays it."""
    installed = CACHE / "venv-peers/bin/moto_server"
    return f'"{installed}"' if installed.exists() else f'"{sys.executable}" "{HERE / "played_moto.py"}"'


def programs_in(folder):
    """moto, and the AWS CLI beside this Python."""
    programs = folder / "bin"
    programs.mkdir()
    (programs / "moto_server").write_text(f'#!/bin/sh\nexec {moto()} "$@"\n')
    (programs / "moto_server").chmod(0o755)
    (programs / "python3").symlink_to(sys.executable)
    aws = Path(sys.executable).parent / "aws"
    if aws.exists():
        (programs / "aws").symlink_to(aws)


# Ends what a block has left running, by its own process ID.
END = "\ntrap 'status=$?; kill $(jobs -p) 2>/dev/null; wait; exit $status' EXIT\n"


def shown_in(blocks):
    """Pairs of commands and what stands below them, or None."""
    for (language, commands), (below, reply) in zip(blocks, [*blocks[1:], ("", "")]):
        if language == "sh":
            yield commands, reply if below in ("json", "") and reply else None


def run_in_one_shell(examples, folder, environment):
    script = f"printf '{SEPARATOR}'\n".join(commands for commands, _ in examples)
    # `timeout` ends what the shell has started as well.
    done = subprocess.run(["timeout", "90", "bash", "-c", "set -eu" + END + script], **shell_in(folder, environment))
    printed = done.stdout.split(SEPARATOR)
    assert done.returncode == 0, f"{examples[len(printed) - 1][0]}\nfailed: {done.stdout[-500:]} {done.stderr}"
    return printed


def assert_shown(examples, printed):
    wrong = []
    for (commands, shown), seen in zip(examples, printed):
        if shown is None:
            continue
        try:
            found = list(differences(values_in(shown), values_in(seen)))
        except ValueError:  # it is no JSON
            found = [] if shown.strip() == seen.strip() else [f"printed {seen!r}"]
        wrong += [commands, *found, ""] if found else []
    assert not wrong, "\n" + "\n".join(wrong)


def with_ports(text, ports):
    for shown, port in ports.items():
        text = text.replace(f"-p {shown}", f"-p {port}").replace(f":{shown}", f":{port}")
    return text


def test_the_page_on_emulators(tmp_path):
    skip_without_jq()
    programs_in(tmp_path)
    ports = dict(zip(["5000", "5001"], free_ports(2)))
    blocks = blocks_in(with_ports(EMULATOR.read_text(), ports))
    [app] = [block for language, block in blocks if language == "python"]
    (tmp_path / "app.py").write_text(app)
    examples = list(shown_in(blocks))
    assert len(examples) >= 7
    assert sum(shown is not None for _, shown in examples) >= 4
    [here] = free_ports(1)

    printed = run_in_one_shell(examples, tmp_path, {"KMS_RANDOM_MOCK_PORT": str(here), "PYTHONUNBUFFERED": "1",
                                                    "AWS_EC2_METADATA_DISABLED": "true"})

    assert_shown(examples, printed)


def test_the_emulator_of_the_stack_is_the_upstream():
    [document] = [block for language, block in blocks_in(EMULATOR.read_text()) if language == "yaml" and "services:" in block]
    servers, clients = stack_in([yaml.safe_load(document)])
    [upstream] = [server.environment["KMS_RANDOM_MOCK_UPSTREAM"] for server in servers]
    assert [client.environment["AWS_ENDPOINT_URL"] for client in clients] == [upstream]


def language_block(language):
    """The first block of the language in the page on the proxy: for JavaScript the second is a PAC file."""
    return next(block for name, block in blocks_in(PROXY.read_text()) if name == language)


OF_ANOTHER_HOST = """HTTPS_PROXY="$KMS_PROXY" python3 -c 'import boto3; boto3.client("sts").get_caller_identity()' 2>&1 | tail -n 1\n"""


def test_the_page_on_the_proxy(tmp_path):
    programs_in(tmp_path)
    if not (tmp_path / "bin/aws").exists():
        pytest.skip("no AWS CLI")
    examples = list(shown_in(blocks_in(PROXY.read_text())))
    assert len(examples) >= 3
    [port] = free_ports(1)
    [refused] = re.findall(r"^botocore.*ProxyConnectionError.*$", with_ports(PROXY.read_text(), {"4599": port}), re.MULTILINE)
    script = [*examples, ("python3 proxied.py\n", "16"), (OF_ANOTHER_HOST, refused)]
    (tmp_path / "proxied.py").write_text(language_block("python"))

    printed = run_in_one_shell(script, tmp_path, {"KMS_RANDOM_MOCK_PORT": str(port)})

    assert_shown(script, printed)
    bytes_of_the_cli, _, refusal = printed[0].partition("\n")
    assert re.fullmatch(r"[A-Za-z0-9+/]{43}=", bytes_of_the_cli)
    assert "kms-random-mock does not simulate ListKeys" in refusal


def test_the_proxy_that_routes(tmp_path):
    """KMS is answered here. Another host is reached, although it has a name that the server stands in for as well."""
    if not shutil.which("tinyproxy"):
        pytest.skip("no tinyproxy")
    programs_in(tmp_path)
    here, route, other = free_ports(3)
    page = with_ports(PROXY.read_text(), {"4599": here, "8888": route}).replace("Port 8888", f"Port {route}")
    [settings] = [block for language, block in blocks_in(page) if language == "conf"]
    (tmp_path / "route.conf").write_text(settings)
    (tmp_path / "other").write_text("the other host")
    start, *_ = [block for language, block in blocks_in(page) if language == "sh"]
    [routed] = re.findall(r"^`(export HTTPS_PROXY=\S+ https_proxy=\S+)`", page, re.MULTILINE)

    printed = run_in_one_shell([(f"""{start}
tinyproxy -d -c route.conf >route.log 2>&1 &
python3 -m http.server --bind 127.0.0.1 {other} >other.log 2>&1 &
{routed}
for port in {route} {other}; do until curl -sS --noproxy "*" -o back http://127.0.0.1:$port/; do sleep 0.1; done 2>/dev/null; done
""", None), ("""python3 -c 'import boto3; print(len(boto3.client("kms").generate_random(NumberOfBytes=16)["Plaintext"]))'
""", "16"), (f"""curl -sS --noproxy "" --proxy "$HTTPS_PROXY" --proxytunnel http://localhost:{other}/other
""", "the other host")], tmp_path, {"KMS_RANDOM_MOCK_PORT": str(here)})

    assert [text.strip() for text in printed[1:]] == ["16", "the other host"]


@pytest.fixture(scope="module")
def proxied(tmp_path_factory):
    """The environment of a client that has to use the proxy."""
    folder = tmp_path_factory.mktemp("proxy")
    with running("healthy", folder, "--tls-dir", folder / "tls", "--tls", "auto") as server:
        subprocess.run([os.environ["KRM_BINARY"], "env", "--tls", "require", "--tls-dir", folder / "tls", "--ready-file", folder / "url"],
                       check=True, capture_output=True)
        authority = str(folder / "tls/ca.pem")
        yield {"KMS_PROXY": server.url, "KMS_CA": authority, "NODE_EXTRA_CA_CERTS": authority, "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
               "AWS_SECRET_ACCESS_KEY": "secret", "AWS_EC2_METADATA_DISABLED": "true",
               "AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED": "true"}


def run_client(command, folder, environment):
    done = subprocess.run(command, **shell_in(folder, environment), timeout=200)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "16"


def test_the_client_in_javascript(tmp_path, proxied):
    skip_without("js")
    (tmp_path / "proxied.mjs").write_text(language_block("js"))
    (tmp_path / "node_modules").symlink_to(CACHE / "js/node_modules")
    run_client(["node", "proxied.mjs"], tmp_path, proxied)


def test_the_client_in_go(tmp_path, proxied):
    skip_without("go")
    for file in ["go.mod", "go.sum"]:
        shutil.copy(CLIENTS / "go" / file, tmp_path)
    (tmp_path / "proxied.go").write_text(language_block("go"))
    caches = {"GOWORK": "off", "GOFLAGS": "-mod=mod"}
    for name in ["GOMODCACHE", "GOCACHE", "GOPROXY"]:
        caches[name] = subprocess.run(["go", "env", name], check=True, capture_output=True, text=True).stdout.strip()
    run_client(["go", "run", "proxied.go"], tmp_path, proxied | caches)


def test_the_client_in_java(tmp_path, proxied):
    skip_without("java")
    (tmp_path / "Proxied.java").write_text(language_block("java"))
    subprocess.run(["keytool", "-importcert", "-noprompt", "-file", proxied["KMS_CA"], "-keystore", tmp_path / "trust.jks",
                    "-storepass", "changeit"], check=True, capture_output=True)
    run_client(["java", "-XX:TieredStopAtLevel=1", f"-Djavax.net.ssl.trustStore={tmp_path}/trust.jks",
                "-Djavax.net.ssl.trustStorePassword=changeit", "-cp", f"{CACHE}/java/lib/*", "Proxied.java"], tmp_path, proxied)
