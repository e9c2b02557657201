"""The mock and the tests of examples/kubernetes, with the probes, users and mounts that the manifests give them."""

import http.client
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from container import ADDRESS, Container, wait_until
from image import NAME, ROOT

FOLDER = ROOT / "examples/kubernetes"
MIB = 1 << 20
# What the Pod Security Standard "restricted" asks for.
OF_A_POD = {"runAsNonRoot": True, "runAsUser": 65532, "runAsGroup": 65532, "seccompProfile": {"type": "RuntimeDefault"}}
OF_A_CONTAINER = {"allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True, "capabilities": {"drop": ["ALL"]}}
READ = {"name", "image", "command", "workingDir", "env", "ports", "readinessProbe", "livenessProbe", "resources", "securityContext",
        "volumeMounts"}
# What Kubernetes adds for a Service of this name, unless enableServiceLinks is false.
LINKS = {f"KMS_RANDOM_MOCK_{name}": value for name, value in {
    "SERVICE_HOST": "10.96.12.7", "SERVICE_PORT": "4599", "SERVICE_PORT_HTTP": "4599", "PORT": "tcp://10.96.12.7:4599",
    "PORT_4599_TCP": "tcp://10.96.12.7:4599", "PORT_4599_TCP_PROTO": "tcp", "PORT_4599_TCP_PORT": "4599",
    "PORT_4599_TCP_ADDR": "10.96.12.7"}.items()}


def objects(name):
    return {one["kind"]: one for one in yaml.safe_load_all((FOLDER / name).read_text())}


MOCK, TESTS = objects("kms-random-mock.yaml"), objects("tests.yaml")
POD = MOCK["Deployment"]["spec"]["template"]
[OF_MOCK] = POD["spec"]["containers"]
[OF_TESTS] = TESTS["Job"]["spec"]["template"]["spec"]["containers"]


def container(pod, image, folder, more_environment=()):
    [said] = pod["containers"]
    assert said.keys() <= READ, "a key that these checks would leave out"
    sources = {volume["name"]: source_of(volume, folder) for volume in pod["volumes"]}
    mounts = [f"{sources[mount['name']]}:{mount['mountPath']}:{'ro' if mount.get('readOnly') else 'rw'}"
              for mount in said["volumeMounts"]]
    return Container(image, {one["name"]: one["value"] for one in said["env"]} | dict(more_environment), said.get("command", []), mounts,
                     "ro", f"{pod['securityContext']['runAsUser']}:{pod['securityContext']['runAsGroup']}", said.get("workingDir", "/"))


def source_of(volume, folder):
    """As the kubelet makes it: everybody may write into an emptyDir, and read what is in a ConfigMap."""
    path = folder / volume["name"]
    path.mkdir()
    path.chmod(0o777)
    if "configMap" in volume:
        assert volume["configMap"] == {"name": MOCK["ConfigMap"]["metadata"]["name"]}
        for name, text in MOCK["ConfigMap"]["data"].items():
            (path / name).write_text(text)
    return path


def status_of(probe):
    """As the kubelet asks: by the address of the pod, so that `Host` is one as well."""
    asked = probe["httpGet"]
    [port] = [port["containerPort"] for port in OF_MOCK["ports"] if port["name"] == asked["port"]]
    connection = http.client.HTTPConnection(ADDRESS, port, timeout=1)
    try:
        connection.request("GET", asked["path"])
        return connection.getresponse().status
    except ConnectionRefusedError:
        return None
    finally:
        connection.close()


def is_ready():
    return status_of(OF_MOCK["readinessProbe"]) == 200


def size(quantity):
    assert quantity.endswith("Mi")
    return int(quantity[:-2]) * MIB


def memory_of(pid, what):
    [line] = [line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith(f"{what}:")]
    return int(line.split()[1]) * 1024


def test_the_service_leads_to_the_mock():
    [port] = MOCK["Service"]["spec"]["ports"]
    labels = POD["metadata"]["labels"]
    assert MOCK["Service"]["spec"]["selector"] == MOCK["Deployment"]["spec"]["selector"]["matchLabels"] == labels
    assert [one["containerPort"] for one in OF_MOCK["ports"] if one["name"] == port["targetPort"]] == [4599]
    assert OF_MOCK["image"] == NAME
    for name in ("KMS_RANDOM_MOCK_URL", "AWS_ENDPOINT_URL_KMS"):
        [url] = [urlsplit(one["value"]) for one in OF_TESTS["env"] if one["name"] == name]
        assert (url.hostname, url.port) == (MOCK["Service"]["metadata"]["name"], port["port"])


@pytest.mark.parametrize("pod", [POD["spec"], TESTS["Job"]["spec"]["template"]["spec"]], ids=["mock", "tests"])
def test_a_pod_is_restricted(pod):
    assert pod["securityContext"] == OF_A_POD
    assert [container["securityContext"] for container in pod["containers"]] == [OF_A_CONTAINER]
    assert pod["automountServiceAccountToken"] is False and pod["enableServiceLinks"] is False


def test_the_tests_pass(mock_image, python_image, tmp_path):
    kms = container(POD["spec"], mock_image, tmp_path)
    image = python_image(MOCK["Service"]["metadata"]["name"])
    built = Container(image).run(["pip", "install", "--quiet", "kms-random-mock", "boto3", "pytest"])  # what `tests:1` stands for
    assert built.returncode == 0, built.stdout
    image.mounts.append(f"{ROOT}/examples/compose/tests:/tests:ro")
    tests = container(TESTS["Job"]["spec"]["template"]["spec"], image, tmp_path)
    with kms.started() as pid:
        wait_until(is_ready)
        assert status_of(OF_MOCK["livenessProbe"]) == 200
        done = tests.run()
        assert done.returncode == 0, done.stdout
        assert "2 passed" in done.stdout
        status = Path(f"/proc/{pid()}/status").read_text()
        assert "NoNewPrivs:\t1" in status and f"CapEff:\t{0:016x}" in status and "Uid:\t65532\t65532\t65532\t65532" in status
        assert memory_of(pid(), "VmHWM") < size(OF_MOCK["resources"]["requests"]["memory"])
    assert status_of(OF_MOCK["readinessProbe"]) is None
    assert size(OF_MOCK["resources"]["limits"]["memory"]) >= 64 * MIB + size(OF_MOCK["resources"]["requests"]["memory"])


def test_service_links_do_no_harm(mock_image, tmp_path):
    with container(POD["spec"], mock_image, tmp_path, LINKS.items()).started():
        wait_until(is_ready)
