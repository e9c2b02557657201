"""The Debian package of the program holds what Debian expects of one, and runs from where it was unpacked."""

import re
import subprocess

import pytest
from project import run


@pytest.fixture(scope="module")
def deb(dist, version):
    (found,) = dist.glob(f"kms-random-mock_{version}_*.deb")
    return found


@pytest.fixture(scope="module")
def unpacked(deb, tmp_path_factory):
    folder = tmp_path_factory.mktemp("unpacked")
    run("dpkg-deb", "--extract", deb, folder)
    return folder


def listed(deb):
    """Returns mode, owner and path of each entry."""
    lines = run("dpkg-deb", "--contents", deb).splitlines()
    return [(fields[0], fields[1], fields[5]) for fields in (line.split(maxsplit=5) for line in lines)]


def field(deb, name):
    return run("dpkg-deb", "--field", deb, name).rstrip("\n")


def test_it_says_what_it_is(deb, version):
    wanted = {
        "Package": "kms-random-mock",
        "Version": version,
        "Architecture": run("dpkg", "--print-architecture").strip(),
        "Section": "devel",
        "Priority": "optional",
        "Maintainer": "The kms-random-mock authors <kms-random-mock@example.invalid>",
    }
    assert {name: field(deb, name) for name in wanted} == wanted


def test_its_description_has_a_title_and_short_lines(deb):
    title, *more = field(deb, "Description").splitlines()
    assert title == "A test double for AWS KMS GenerateRandom"
    assert more and all(line.startswith(" ") and len(line) <= 80 for line in more)


def test_it_depends_on_the_libraries_of_the_program_and_nothing_else(deb):
    """Debian's names end in the version of the library, and in Debian 13 some in t64."""
    names = re.findall(r"(?:^|, )([^ ,]+)", field(deb, "Depends"))
    plain = {re.sub(r"[\d.]*(t64)?$", "", name) for name in names}
    assert plain == {"libc", "libcbor", "libcpp-httplib", "libfmt", "libgcc-s", "libssl", "libstdc++"}


def test_every_entry_belongs_to_root_and_has_a_usual_mode(deb):
    usual = {"./usr/bin/kms-random-mock": "-rwxr-xr-x"}
    for mode, owner, path in listed(deb):
        wanted = "drwxr-xr-x" if path.endswith("/") else usual.get(path, "-rw-r--r--")
        assert (path, mode, owner) == (path, wanted, "root/root")


def test_it_holds_the_program_the_scenarios_the_pages_and_the_licence(deb):
    paths = [path for _, _, path in listed(deb) if not path.endswith("/")]
    places = {re.match(r"\./usr/(bin|share/doc/kms-random-mock|share/kms-random-mock/scenarios)/", path) is not None for path in paths}
    assert places == {True}
    wanted = ("bin/kms-random-mock", "share/doc/kms-random-mock/copyright", "share/kms-random-mock/scenarios/healthy.yaml")
    assert set(paths) >= {f"./usr/{path}" for path in wanted}
    assert "./usr/share/doc/kms-random-mock/docs/packages.md" in paths


def test_its_sums_cover_every_file(deb, tmp_path, unpacked):
    run("dpkg-deb", "--control", deb, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["control", "md5sums"]
    run("md5sum", "--check", "--strict", "--quiet", tmp_path / "md5sums", cwd=unpacked)
    files = [path for path in unpacked.rglob("*") if path.is_file()]
    assert len((tmp_path / "md5sums").read_text().splitlines()) == len(files)


def test_the_program_runs(unpacked, version):
    program = unpacked / "usr/bin/kms-random-mock"
    assert run(program, "--version") == f"kms-random-mock {version}\n"
    assert "throttled-then-healthy" in run(program, "scenarios")


def test_the_program_has_no_symbols_and_no_path_of_its_build(unpacked):
    program = unpacked / "usr/bin/kms-random-mock"
    assert ", stripped" in run("file", "--brief", program)
    assert "RUNPATH" not in run("readelf", "--dynamic", program)
    built_in = subprocess.run(["grep", "--text", "--only-matching", r"/[^ ]*/src/[a-z_/]*\.cc", program], capture_output=True, text=True)
    assert built_in.stdout == ""


def test_what_cpp_programs_link_is_a_package_beside_it(dist, version):
    (found,) = dist.glob(f"libkms-random-mock-dev_{version}_*.deb")
    assert field(found, "Section") == "libdevel"
    assert "libcpp-httplib-dev" in field(found, "Depends").split(", ")
    paths = {re.sub(r"^\./usr/lib/[^/]+-linux-gnu", "./usr/lib", path) for _, _, path in listed(found) if not path.endswith("/")}
    cmake = "./usr/lib/cmake/kms-random-mock/kms-random-mock-config"
    assert paths == {
        "./usr/include/kms-random-mock/gtest.h",
        "./usr/include/kms-random-mock/server.h",
        "./usr/lib/libkms-random-mock.a",
        f"{cmake}.cmake",
        f"{cmake}-version.cmake",
        "./usr/share/doc/libkms-random-mock-dev/copyright",
    }
