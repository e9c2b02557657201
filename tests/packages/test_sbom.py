"""The SBOM is valid, and names the program, its libraries, each package and what the packages ask for."""

import hashlib
import json
import re

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL
from project import TOP, run


@pytest.fixture(scope="module")
def path(dist, version):
    return dist / f"kms-random-mock-{version}.cdx.json"


@pytest.fixture(scope="module")
def sbom(path):
    return json.loads(path.read_text())


def properties(component):
    found = {}
    for each in component.get("properties", []):
        found.setdefault(each["name"].removeprefix("kms-random-mock:"), []).append(each["value"])
    return found


def libraries(sbom):
    return {each["name"]: each for each in sbom["components"] if "linkage" in properties(each)}


def test_it_holds_to_its_schema(path):
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(path.read_text()) is None


def test_a_validator_would_notice(sbom):
    broken = json.dumps({**sbom, "components": [{"name": "no type"}]})
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(broken) is not None


def test_it_is_about_the_program(sbom, version):
    program = sbom["metadata"]["component"]
    assert (program["type"], program["name"], program["version"]) == ("application", "kms-random-mock", version)
    assert program["licenses"] == [{"license": {"id": "MIT"}}]


def test_each_library_has_the_version_that_is_installed(sbom):
    for name, library in libraries(sbom).items():
        assert library["version"] == run("dpkg-query", "--show", "--showformat=${Version}", name)
        purl = PackageURL.from_string(library["purl"])
        assert (purl.type, purl.name, purl.version) == ("deb", name, library["version"])
        assert {"arch", "distro"} <= purl.qualifiers.keys()


def test_it_says_how_each_library_gets_into_the_program(sbom):
    """What is static here is so by cmake/dependencies.cmake; what has headers alone is compiled in."""
    by_linkage = {}
    for name, library in libraries(sbom).items():
        (linkage,) = properties(library)["linkage"]
        by_linkage.setdefault(linkage, set()).add(re.sub(r"[\d.]*(t64)?(-dev)?$", "", name))
    assert by_linkage == {
        "static": {"libsodium", "libyaml-cpp"},
        "headers": {"libboost", "libcli", "libexpected", "nlohmann-json"},
        "shared": {
            *("libbrotli", "libc", "libcbor", "libcpp-httplib", "libfmt", "libgcc-s", "libssl", "libstdc++", "zlib1g"),
        },
    }


def test_the_program_depends_on_all_of_them(sbom):
    root = sbom["metadata"]["component"]["bom-ref"]
    (needs,) = (each["dependsOn"] for each in sbom["dependencies"] if each["ref"] == root)
    assert sorted(needs) == sorted(library["bom-ref"] for library in libraries(sbom).values())


def test_each_package_is_there_with_its_sum(sbom, dist):
    """Once, where a file lies in a repository of its language as well. Sources and documentation of Java are no packages."""
    listed = {}
    for each in sbom["components"]:
        for file in properties(each).get("file", []):
            listed[file] = each["hashes"][0]["content"]
    files = [path for path in dist.rglob("*") if path.suffix in (".deb", ".whl", ".gz", ".tgz", ".zip", ".crate", ".jar")]
    files = [path for path in files if not path.stem.endswith(("-sources", "-javadoc"))]
    assert sorted(listed.values()) == sorted({hashlib.sha256(path.read_bytes()).hexdigest() for path in files})
    assert listed == {name: hashlib.sha256((dist / name).read_bytes()).hexdigest() for name in listed}


def test_what_depends_on_what_is_known(sbom):
    known = {each["bom-ref"] for each in sbom["components"]} | {sbom["metadata"]["component"]["bom-ref"]}
    for each in sbom["dependencies"]:
        assert {each["ref"], *each.get("dependsOn", [])} <= known


def test_a_library_within_a_package_is_marked(sbom, dist):
    """auditwheel names what it has put into the wheel."""
    carrying = [*dist.glob("*.whl"), *dist.glob("*.tgz")]
    assert carrying
    marked = {name for name, library in libraries(sbom).items() if "bundled-in" in properties(library)}
    assert {re.sub(r"[\d.]*(t64)?$", "", name) for name in marked} >= {"libcbor", "libcpp-httplib", "libfmt", "libssl"}
    for library in libraries(sbom).values():
        assert set(properties(library).get("bundled-in", [])) <= {path.name for path in carrying}


def test_the_sums_cover_every_file(dist):
    run("sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS", cwd=dist)
    names = [line.split("  ", 1)[1] for line in (dist / "SHA256SUMS").read_text().splitlines()]
    assert sorted([*names, "SHA256SUMS"]) == sorted(str(path.relative_to(dist)) for path in dist.rglob("*") if path.is_file())


def test_the_page_names_every_file(dist):
    """The name of a wheel has the version of glibc, which is that of the machine it was built on."""
    page = re.sub(r"manylinux_2_\d+", "manylinux", (TOP / "docs/packages.md").read_text())
    names = [re.sub(r"manylinux_2_\d+", "manylinux", path.name) for path in dist.iterdir()]
    assert [name for name in names if f"`{name}`" not in page] == []
