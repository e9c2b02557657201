"""Images: that of the Dockerfile, and one that stands for python:3.13-slim and for the machines of a CI."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from container import ADDRESS

ROOT = Path(__file__).resolve().parents[2]
BINARY, CACHE, DIST = os.environ["KRM_BINARY"], Path(os.environ["KRM_CACHE"]), Path(os.environ["KRM_DIST"])
NAME = "kms-random-mock:0.1.0"
NO_INDEX = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": f"{CACHE}/wheels {DIST}", "PIP_NO_COMPILE": "1", "PIP_ROOT_USER_ACTION": "ignore"}


@dataclass
class Image:
    mounts: list
    environment: dict = field(default_factory=dict)
    entrypoint: list = field(default_factory=list)
    user: str = "0:0"
    healthcheck: list = field(default_factory=list)
    port: int = None


def of_the_mock(folder):
    """What the last stage of the Dockerfile says, around the program under test."""
    _, _, stage = (ROOT / "Dockerfile").read_text().replace("\\\n", "").rpartition("\nFROM ")

    def said(instruction):
        [arguments] = re.findall(rf"^{instruction} (.*)$", stage, re.MULTILINE)
        return arguments

    _, _, healthcheck = said("HEALTHCHECK").partition(" CMD ")
    libraries = re.findall(r"/\S+", subprocess.run(["ldd", BINARY], check=True, capture_output=True, text=True).stdout)
    tls = folder / "tls"
    tls.mkdir()
    shutil.chown(tls, *map(int, said("USER").split(":")))
    return Image([f"{BINARY}:/kms-random-mock:ro", *(f"{Path(path).resolve()}:{path}:ro" for path in libraries), f"{tls}:/tls:rw"],
                 dict(pair.split("=", 1) for pair in shlex.split(said("ENV"))), json.loads(said("ENTRYPOINT")), said("USER"),
                 json.loads(healthcheck), int(said("EXPOSE")))


def of_python(folder, hosts=()):
    """Python with pip, which sees the wheels of the lock file and those of DIST. `hosts` are the names of its neighbours."""
    python, names = folder / "python", folder / "hosts"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", python], check=True)
    pip = python / "bin" / "pip"
    pip.write_text(f'#!/bin/sh\nexec {CACHE}/venv/bin/python -m pip --disable-pip-version-check --python {python}/bin/python "$@"\n')
    pip.chmod(0o755)
    names.write_text("127.0.0.1 localhost\n" + "".join(f"{ADDRESS} {name}\n" for name in hosts))
    system = [path for path in ("/usr", "/bin", "/sbin", "/lib", "/lib64", "/etc") if Path(path).exists()]
    return Image([*(f"{path}:{path}:ro" for path in [*system, sys.base_prefix, CACHE, DIST]), f"{names}:/etc/hosts:ro",
                  f"{python}:{python}:rw"],
                 NO_INDEX | {"PATH": f"{python}/bin:/usr/local/bin:/usr/bin:/bin"})
