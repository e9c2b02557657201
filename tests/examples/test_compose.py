"""The stack of compose.yaml: the mock until it is healthy, then the tests."""

import shlex

import yaml
from container import Container, wait_until
from image import DIST, NAME, ROOT

FILE = ROOT / "examples/compose/compose.yaml"
SERVICES = yaml.safe_load(FILE.read_text())["services"]
SAFE = {"cap_drop": ["ALL"], "security_opt": ["no-new-privileges:true"]}  # true of every container here
READ = {"image", "environment", "volumes", "healthcheck", "read_only", "command", "working_dir", "depends_on", *SAFE}


def container(service, image):
    assert service.keys() <= READ, "a key that these checks would leave out"
    assert all(service.get(key, value) == value for key, value in SAFE.items())
    mounts = []
    for source, target, access in (volume.split(":") for volume in service["volumes"]):
        path = (FILE.parent / source).resolve()
        mounts.append(f"{DIST if path == ROOT / 'dist' else path}:{target}:{access}")
    return Container(image, service["environment"], shlex.split(service.get("command", "")), mounts,
                     "ro" if service.get("read_only") else "rw", directory=service.get("working_dir", "/"))


def test_its_tests_pass(mock_image, python_image):
    kms = container(SERVICES["kms"], mock_image)
    tests = container(SERVICES["tests"], python_image("kms"))
    assert SERVICES["kms"]["image"] == NAME
    assert SERVICES["kms"]["healthcheck"]["test"] == ["CMD", *mock_image.healthcheck]
    assert SERVICES["tests"]["depends_on"] == {"kms": {"condition": "service_healthy"}}
    with kms.started():
        wait_until(lambda: kms.run(mock_image.healthcheck).returncode == 0)
        for _ in range(2):  # the mock goes on between two runs
            done = tests.run()
            assert done.returncode == 0, done.stdout
            assert "2 passed" in done.stdout


def test_it_is_not_healthy_before_it_serves(mock_image):
    kms = container(SERVICES["kms"], mock_image)
    assert kms.run(mock_image.healthcheck).returncode == 1
