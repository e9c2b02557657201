"""scripts/package itself, with fixtures that only pretend."""

import os
import shutil
import stat
import subprocess

import pytest
from project import TOP, run

PACK = """#!/usr/bin/env bash
set -euo pipefail
echo "{language} at $SOURCE_DATE_EPOCH" >"$1/{language}.txt"
{more}
"""
FILLS_BUNDLE = 'mkdir -p "$2/kms_random_mock" && echo program >"$2/kms_random_mock/kms-random-mock"'
TAKES_BUNDLE = 'cp "$2/kms_random_mock/kms-random-mock" "$1/carried.txt"'


CPACK = """set(CPACK_PACKAGE_NAME pretended)
set(CPACK_PACKAGE_VERSION 1)
set(CPACK_PACKAGE_CONTACT "nobody <nobody@example.invalid>")
set(CPACK_PACKAGE_DESCRIPTION "It only pretends.")
set(CPACK_PACKAGE_FILE_NAME pretended)
set(CPACK_INSTALLED_DIRECTORIES "{folder}" /)
"""


def write_pack(project, language, more=""):
    pack = project / "fixtures" / language / "pack"
    pack.parent.mkdir(parents=True, exist_ok=True)
    pack.write_text(PACK.format(language=language, more=more))
    pack.chmod(pack.stat().st_mode | stat.S_IXUSR)


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "a project"
    for name in ("scripts", "tests/clients"):
        shutil.copytree(TOP / name, folder / name, ignore=shutil.ignore_patterns("node_modules", "target", "__pycache__"))
    for name in ("CMakeLists.txt", "CHANGELOG.md"):
        shutil.copy(TOP / name, folder / name)
    os.utime(folder / "CHANGELOG.md", (1_700_000_000, 1_700_000_000))
    write_pack(folder, "python", FILLS_BUNDLE)
    write_pack(folder, "javascript", TAKES_BUNDLE)
    built = folder / "built"
    built.mkdir()
    shutil.copy("/bin/true", built / "kms-random-mock")
    (built / "CPackConfig.cmake").write_text(CPACK.format(folder=folder / "fixtures"))
    return folder


def package(project, *arguments, **environment):
    inherited = {name: value for name, value in os.environ.items() if name not in ("KRM_REQUIRE_ALL", "SOURCE_DATE_EPOCH")}
    return subprocess.run(
        [project / "scripts/package", *arguments],
        env={**inherited, "KRM_RELEASE": str(project / "built"), **environment},
        capture_output=True,
        text=True,
    )


def lacking(tmp_path, *missing):
    """Returns a PATH on which all is found but these programs."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for place in reversed(os.environ["PATH"].split(":")):
        for program in os.scandir(place) if os.path.isdir(place) else ():
            if program.name not in missing:
                (folder / program.name).unlink(missing_ok=True)
                (folder / program.name).symlink_to(program.path)
    return str(folder)


def test_each_pack_adds_to_the_folder(project, tmp_path, version):
    made = package(project, tmp_path / "new" / "dist")
    assert (made.returncode, made.stdout) == (0, ""), made.stderr
    dist = tmp_path / "new" / "dist"
    wanted = ["SHA256SUMS", "carried.txt", "javascript.txt", f"kms-random-mock-{version}.cdx.json", "pretended.deb", "python.txt"]
    assert sorted(path.name for path in dist.iterdir()) == wanted
    assert (dist / "carried.txt").read_text() == "program\n"
    # Without git, the changelog tells the time.
    assert (dist / "python.txt").read_text() == "python at 1700000000\n"


def test_a_missing_tool_is_told(project, tmp_path):
    write_pack(project, "go")
    made = package(project, tmp_path / "dist", PATH=lacking(tmp_path, "go"))
    assert (made.returncode, made.stdout) == (0, "SKIP package of fixtures/go: go not found\n"), made.stderr
    assert (tmp_path / "dist/javascript.txt").exists()
    assert not (tmp_path / "dist/go.txt").exists()


def test_the_last_commit_tells_the_time(project, tmp_path):
    git = ("git", "-C", project, "-c", "user.name=a", "-c", "user.email=a@example.invalid")
    run("git", "init", "--quiet", project)
    dated = {**os.environ, "GIT_COMMITTER_DATE": "@1600000000 +0000"}
    run(*git, "commit", "--quiet", "--allow-empty", "--message=one", env=dated)
    made = package(project, tmp_path / "dist")
    assert made.returncode == 0, made.stderr
    assert (tmp_path / "dist/python.txt").read_text() == "python at 1600000000\n"


def test_a_missing_tool_fails_where_all_is_required(project, tmp_path):
    write_pack(project, "go")
    made = package(project, tmp_path / "dist", PATH=lacking(tmp_path, "go"), KRM_REQUIRE_ALL="1")
    assert made.returncode == 1
    assert made.stderr.endswith("scripts/package: fixtures/go: go not found\n")
    assert not (tmp_path / "dist").exists()


def test_a_pack_that_fails_leaves_the_packages_of_before(project, tmp_path):
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist/SHA256SUMS").write_text("of before")
    write_pack(project, "go", "echo oh no >&2; exit 3")
    made = package(project, tmp_path / "dist")
    assert made.returncode == 1
    assert made.stderr.endswith("oh no\nscripts/package: fixtures/go/pack failed\n")
    assert [(path.name, path.read_text()) for path in (tmp_path / "dist").iterdir()] == [("SHA256SUMS", "of before")]


def test_a_folder_with_other_files_is_left_alone(project, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/thesis.txt").write_text("all I have")
    made = package(project, tmp_path / "mine")
    assert made.returncode == 1
    assert made.stderr == (
        f"scripts/package: {tmp_path}/mine has files, and no SHA256SUMS among them: "
        "name a folder that is empty or was made by this script\n"
    )
    assert (tmp_path / "mine/thesis.txt").read_text() == "all I have"
