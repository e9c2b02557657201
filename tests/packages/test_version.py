"""All that names a version names the one of CMakeLists.txt, and scripts/version writes all of it."""

import json
import re
import subprocess
import tomllib
from xml.etree import ElementTree

import pytest
from project import TOP, run, sources

# A version right behind the name of the program, as in file names, image tags and requirements.
PINNED = re.compile(r"kms[-_]random[-_]mock(?:/fixtures/go)?(?:[-_:]|==|@| = \"|@?\s+v)(\d+(?:\.\d+)+)")


def pom(path):
    return ElementTree.parse(path).getroot().findtext("{*}version")


def locked_npm(path):
    lock = json.loads(path.read_text())
    return {lock["version"], lock["packages"][""]["version"]}


def locked_cargo(path):
    return {crate["version"] for crate in tomllib.loads(path.read_text())["package"] if crate["name"] == "kms-random-mock"}


MANIFESTS = {
    "fixtures/python/pyproject.toml": lambda path: tomllib.loads(path.read_text())["project"]["version"],
    "fixtures/javascript/package.json": lambda path: json.loads(path.read_text())["version"],
    "fixtures/javascript/package-lock.json": locked_npm,
    "fixtures/go/kmsrandom/version.go": lambda path: re.search(r'Version = "(.*)"', path.read_text())[1],
    "fixtures/java/pom.xml": pom,
    "fixtures/rust/Cargo.toml": lambda path: tomllib.loads(path.read_text())["package"]["version"],
    "fixtures/rust/Cargo.lock": locked_cargo,
}


def stated(top):
    """Returns each place that states a version, with what it states."""
    found = {}
    for name, read in MANIFESTS.items():
        if (top / name).exists():
            value = read(top / name)
            found[name] = value if isinstance(value, set) else {value}
    for name in sources():
        if (top / name).suffix in (".md", ".txt", ".in", ".toml", ".json", ".xml", ".yaml", ".yml", ".mod", ".lock", ".py"):
            if name.startswith(("docs/decisions/", "CHANGELOG", "src/", "tests/")):
                continue
            versions = set(PINNED.findall((top / name).read_text()))
            if versions:
                found.setdefault(name, set()).update(versions)
    return found


def test_every_place_states_the_same(version):
    wrong = {name: versions for name, versions in stated(TOP).items() if versions != {version}}
    assert wrong == {}


@pytest.mark.parametrize("name", MANIFESTS)
def test_every_fixture_has_its_manifest(name):
    assert (TOP / name).exists()


def test_another_version_is_written_everywhere(copy):
    new = "7.65.4321"
    run(copy / "scripts/version", new)
    assert run(copy / "scripts/version") == new + "\n"
    wrong = {name: versions for name, versions in stated(copy).items() if versions != {new}}
    assert wrong == {}
    assert f"## Unreleased ({new})" in (copy / "CHANGELOG.md").read_text()


def test_no_other_line_has_the_version(copy, version):
    """The old version stays where it is another program's, which lock files alone may have. go.mod is one too."""
    run(copy / "scripts/version", "7.65.4321")
    old = re.compile(rf"(?<![\d.]){re.escape(version)}(?!\d|\.\d)(?!.*// indirect$)")
    left = []
    for name in sources():
        locks = name.endswith((".lock", "package-lock.json", "go.sum", "requirements.txt"))
        place = name.startswith(("CMakeLists.txt", "README.md", "docs/", "examples/", "fixtures/"))
        if place and not locks and not name.startswith("docs/decisions/"):
            lines = (copy / name).read_bytes().decode(errors="replace").splitlines()
            left += [f"{name}:{number}: {line}" for number, line in enumerate(lines, 1) if old.search(line)]
    assert left == []


@pytest.mark.parametrize("given", [["1.2"], ["v1.2.3"], ["1.2.3-rc1"], [""], ["1.2.3", "1.2.4"]])
def test_what_is_no_version_is_refused(copy, version, given):
    ran = subprocess.run([copy / "scripts/version", *given], capture_output=True, text=True)
    said = "a version is three numbers, as 1.2.3; usage: scripts/version [X.Y.Z]\n"
    assert (ran.returncode, ran.stdout, ran.stderr) == (2, "", said)
    assert run(copy / "scripts/version").strip() == version
