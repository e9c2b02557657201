"""The workflows of examples/github-actions, service and steps, as GitHub's runner runs them."""

import contextlib

import pytest
import yaml
from container import Container, wait_until
from image import NAME, ROOT
from jobs import RANDOM, STACK, PARALLEL, Machine

ACTIONS = {"actions/checkout@v5", "actions/setup-python@v6", "actions/upload-artifact@v5"}
SHELL = ["bash", "-e", "-c"]
SUMMARY = "summary.md"


def job_of(workflow):
    [job] = yaml.safe_load((ROOT / f"examples/github-actions/{workflow}.yaml").read_text())["jobs"].values()
    assert job.keys() <= {"runs-on", "services", "env", "steps"}, "a key that these checks would leave out"
    return job


@contextlib.contextmanager
def services_of(job, image):
    """They are healthy before the first step."""
    with contextlib.ExitStack() as running:
        for service in job.get("services", {}).values():
            assert service.keys() == {"image", "ports", "env"} and service["image"] == NAME
            assert service["ports"] == [f"{image.port}:{image.port}"]
            kms = Container(image, service["env"])
            running.enter_context(kms.started())
            wait_until(lambda: kms.run(image.healthcheck).returncode == 0)
        yield


@pytest.fixture
def work(tmp_path, mock_image, python_image):
    """work(the name of a workflow, a repository): the machine, the name of the step that failed, and what was uploaded."""
    def run(workflow, repository, **environment):
        job = job_of(workflow)
        machine = Machine(tmp_path, python_image(), repository, {
            "CI": "true", "GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": Machine.DIRECTORY,
            "GITHUB_STEP_SUMMARY": f"{Machine.DIRECTORY}/{SUMMARY}", **environment})
        (machine.checkout / SUMMARY).touch()
        failed, uploaded = None, []
        with services_of(job, mock_image):
            for step in job["steps"]:
                if failed and step.get("if") != "always()":
                    continue
                if "run" in step:
                    status = machine.run(SHELL, step["run"], job.get("env", {}))
                    failed = failed or ((step.get("name"), status) if status else None)
                    continue
                assert step["uses"] in ACTIONS
                if "upload-artifact" in step["uses"]:
                    uploaded += step["with"]["path"].split()
        return machine, failed, uploaded

    return run


def test_a_service(work):
    machine, failed, _ = work("service", STACK)
    assert failed is None, machine.said
    assert "2 passed" in machine.said


def test_the_wheel_alone(work):
    machine, failed, _ = work("wheel", PARALLEL)
    assert failed is None, machine.said
    assert " passed" in machine.said and "created: " in machine.said


def test_a_contract_that_holds(work):
    machine, failed, uploaded = work("contract", RANDOM)
    assert failed is None, machine.said
    assert [machine.counted(report)[1] for report in uploaded] == [0, 0]
    assert "retry-contract" in (machine.checkout / SUMMARY).read_text()


def test_a_contract_that_is_broken(work):
    """One retry is too few. The exit code is that of pytest, whose test fails as well."""
    machine, failed, uploaded = work("contract", RANDOM, AWS_MAX_ATTEMPTS="2")
    assert failed == ("Test under the contract", 1), machine.said 
    assert [machine.counted(report)[1] > 0 for report in uploaded] == [True, True]
    assert "broken" in (machine.checkout / SUMMARY).read_text()
