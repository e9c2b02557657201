"""What examples/README.md says of folders and versions."""

import re

import kubernetes_validate
from image import NAME, ROOT

PAGE = (ROOT / "examples/README.md").read_text()


def test_the_versions_of_kubernetes():
    versions = sorted({tuple(map(int, version.split(".")[:2])) for version in kubernetes_validate.utils.all_versions()})
    [said] = re.findall(r"Kubernetes (\d+)\.(\d+) to (\d+)\.(\d+)", PAGE)
    assert tuple(map(int, said)) == versions[0] + versions[-1]


def test_the_version_of_the_image():
    [version] = re.findall(r"^project\(.* VERSION ([\d.]+)", (ROOT / "CMakeLists.txt").read_text(), re.MULTILINE)
    assert NAME == f"kms-random-mock:{version}"
    files = [path for path in (ROOT / "examples").rglob("*.y*ml") if "node_modules" not in path.parts]
    named = {name for path in files for name in re.findall(r"\bkms-random-mock:\d+\.\S+", path.read_text())}
    assert named == {NAME}


def test_every_folder_is_on_the_page():
    folders = {path.name for path in (ROOT / "examples").iterdir() if path.is_dir()}
    assert folders <= set(re.findall(r"`([\w-]+)`", PAGE.partition("\n## ")[0]))
