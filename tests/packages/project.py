"""The project's own folder, and programs that are run in it."""

import shutil
import subprocess
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]


def run(*command, **more):
    """Returns what the command wrote to stdout. Shows what it wrote to stderr where it fails."""
    ran = subprocess.run(list(map(str, command)), capture_output=True, text=True, **more)
    assert ran.returncode == 0, f"{command}: {ran.stderr}{ran.stdout}"
    return ran.stdout


def sources():
    """Returns the files of the project, relative to its top folder, without what was built."""
    if (TOP / ".git").exists():
        names = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=TOP).split("\0")
        return [name for name in names if (TOP / name).is_file()]
    passed_over = {"build", "node_modules", "target", "__pycache__"}
    files = (path.relative_to(TOP) for path in TOP.rglob("*") if path.is_file())
    return [str(path) for path in files if not passed_over & set(path.parts)]


def copy_sources(target):
    """Copies the project. All files have the time of the copy."""
    for name in sources():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(TOP / name, target / name)
        shutil.copymode(TOP / name, target / name)
    return target
