"""What the makers of the formats say of the files: JSON schemas, those of each Kubernetes that may run them, and actionlint."""

import subprocess

import kubernetes_validate
import pytest
import yaml
from image import CACHE, ROOT

EXAMPLES = ROOT / "examples"
WORKFLOWS = sorted((EXAMPLES / "github-actions").glob("*.yaml"))
MANIFESTS = sorted((EXAMPLES / "kubernetes").glob("*.yaml"))
BUILTIN = [*(("github-workflows", path) for path in WORKFLOWS), ("compose-spec", EXAMPLES / "compose/compose.yaml"),
           ("gitlab-ci", EXAMPLES / "gitlab-ci/.gitlab-ci.yml")]
VERSIONS = sorted(set(kubernetes_validate.utils.all_versions()))


def check_jsonschema(name, path):
    transform = ["--data-transform", name] if name == "gitlab-ci" else []
    return subprocess.run([CACHE / "venv/bin/check-jsonschema", "--builtin-schema", f"vendor.{name}", *transform, path],
                          check=False, capture_output=True, text=True, timeout=60)


def actionlint(path):
    return subprocess.run([CACHE / "bin/actionlint", "-no-color", path], check=False, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("name, path", BUILTIN, ids=[str(path.relative_to(EXAMPLES)) for _, path in BUILTIN])
def test_a_file_keeps_to_its_schema(tmp_path, name, path):
    done = check_jsonschema(name, path)
    assert done.returncode == 0, done.stdout + done.stderr
    wrong = tmp_path / path.name
    wrong.write_text(path.read_text().replace("image:", "imige: 1\n        - ", 1) + "\nservices: 5\njobs: 5\ndefault: 5\n")
    assert check_jsonschema(name, wrong).returncode == 1


@pytest.mark.parametrize("path", WORKFLOWS, ids=[path.stem for path in WORKFLOWS])
def test_a_workflow_has_no_findings(tmp_path, path):
    done = actionlint(path)
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr
    wrong = tmp_path / path.name
    wrong.write_text(path.read_text().replace("ubuntu-latest", "ubuntu-lastet"))
    assert actionlint(wrong).returncode == 1


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("path", MANIFESTS, ids=[path.stem for path in MANIFESTS])
def test_a_manifest_is_known_to_kubernetes(path, version):
    for one in yaml.safe_load_all(path.read_text()):
        kubernetes_validate.validate(one, version, strict=True)
        with pytest.raises(kubernetes_validate.ValidationError):
            kubernetes_validate.validate(one | {"spek": {}}, version, strict=True)
