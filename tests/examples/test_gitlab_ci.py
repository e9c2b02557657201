"""The jobs of examples/gitlab-ci, service and script, as GitLab's runner runs them."""

import contextlib
import socket

import pytest
import yaml
from container import ADDRESS, Container, wait_until
from image import NAME, ROOT
from jobs import RANDOM, STACK, Machine

CONFIGURATION = yaml.safe_load((ROOT / "examples/gitlab-ci/.gitlab-ci.yml").read_text())
DEFAULT = CONFIGURATION.pop("default")
SHELL = ["bash", "-eo", "pipefail", "-c"]


def takes_connections(port):
    with contextlib.suppress(ConnectionRefusedError), socket.create_connection((ADDRESS, port)):
        return True


@contextlib.contextmanager
def services_of(job, image):
    """A service gets the variables of the job, and of its own. The job begins once its port takes connections."""
    with contextlib.ExitStack() as running:
        for service in job.get("services", []):
            assert service.keys() == {"name", "alias", "variables"} and service["name"] == NAME
            assert service["variables"]["HEALTHCHECK_TCP_PORT"] == str(image.port)
            running.enter_context(Container(image, job["variables"] | service["variables"]).started())
            wait_until(lambda: takes_connections(image.port))
        yield


@pytest.fixture
def work(tmp_path, mock_image, python_image):
    def run(name, repository):
        job = DEFAULT | CONFIGURATION[name]
        assert job.keys() <= {"image", "before_script", "services", "variables", "script", "artifacts"}
        machine = Machine(tmp_path, python_image(*(service["alias"] for service in job.get("services", []))), repository,
                          {"CI": "true", "GITLAB_CI": "true"} | job.get("variables", {}))
        with services_of(job, mock_image):
            status = machine.run(SHELL, "\n".join(job["before_script"] + job["script"]))
        assert status == 0, machine.said
        return {path.name: machine.counted(path) for path in machine.checkout.glob(job["artifacts"]["reports"]["junit"])}

    return run


def test_a_service(work):
    assert work("service", STACK) == {"tests.xml": [2, 0]}


def test_a_contract(work):
    reports = work("contract", RANDOM)
    assert reports["tests.xml"] == [1, 0]
    assert reports["contract.xml"][0] > 5 and reports["contract.xml"][1] == 0


def test_all_jobs_are_run():
    assert CONFIGURATION.keys() == {"service", "contract"}
