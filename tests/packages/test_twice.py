"""Built twice, in two folders, with other habits of the shell, at another time: the same bytes."""

import hashlib
import json
import os
import shutil
from datetime import datetime
from pathlib import Path

from project import run


def sums(folder):
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_other_folder_same_bytes(dist, version, copy, tmp_path):
    """The program is compiled once: that it comes out the same is for same_program to try, which takes minutes."""
    release = copy / "build/release"
    run("cmake", "--preset", "release", cwd=copy)
    built = Path(os.environ["KRM_BUILT"])
    for path in (built / "kms-random-mock", *built.glob("*.a")):
        shutil.copyfile(path, release / path.name)
    (release / "kms-random-mock").chmod(0o755)
    sbom = json.loads((dist / f"kms-random-mock-{version}.cdx.json").read_text())
    time = datetime.fromisoformat(sbom["metadata"]["timestamp"])
    environment = {
        **os.environ,
        **{"KRM_RELEASE": str(release), "SOURCE_DATE_EPOCH": str(int(time.timestamp()))},
        **{"TZ": "Asia/Kathmandu", "LC_ALL": "C", "LANG": "C"},
    }
    run("bash", "-c", 'umask 077; exec "$@"', "bash", copy / "scripts/package", tmp_path / "dist", env=environment)
    assert sums(tmp_path / "dist") == sums(dist)
