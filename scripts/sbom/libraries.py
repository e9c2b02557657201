"""The Debian packages whose code runs in the program: what it loads, and what was compiled into it."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

FORMAT = "${Package}\t${Version}\t${Architecture}\t${source:Package}\t${Depends}\n"


@dataclass(frozen=True)
class Library:
    package: str
    version: str
    architecture: str
    source: str
    linkage: str  # shared, static or headers
    files: tuple[str, ...] = ()  # names of the shared objects, as libfmt.so.9

    @property
    def license(self):
        """Returns Debian's name for the licence of most files, or None where the package does not say it in Debian's form."""
        text = Path(f"/usr/share/doc/{self.package}/copyright").read_text(errors="replace")
        found = re.search(r"^Files:\s*\*$.*?^License:\s*(\S[^\n]*)$", text, re.DOTALL | re.MULTILINE)
        return found and found[1].strip()


def _output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _query(package):
    """Returns what FORMAT names, and the names in Depends."""
    *facts, depends = _output("dpkg-query", "--show", f"--showformat={FORMAT}", package).rstrip("\n").split("\t")
    return facts, re.findall(r"(?:^|[,|])\s*([a-z0-9][a-z0-9+.-]*)", depends)


def _owner(path):
    """Returns the package a file belongs to. Debian's packages may still name /lib, which is /usr/lib today."""
    for candidate in (path, path.removeprefix("/usr"), "/usr" + path):
        found = subprocess.run(("dpkg-query", "--search", candidate), capture_output=True, text=True)
        if found.returncode == 0:
            return found.stdout.split(":")[0]
    raise SystemExit(f"{path} belongs to no Debian package")


def _shared(program):
    """Returns the libraries that the loader brings, those of other libraries included."""
    files = {}
    for path in sorted(set(re.findall(r"(/\S+)", _output("ldd", program)))):
        files.setdefault(_owner(path), []).append(Path(path).name)
    return [Library(*_query(package)[0], "shared", tuple(names)) for package, names in sorted(files.items())]


def _compiled_in(build_list, shared):
    """Returns the -dev packages of the list whose code is in the program itself."""
    lines = (line.split("#")[0].split() for line in build_list.read_text().splitlines())
    pending = [line[0] for line in lines if line and line[0].endswith("-dev")]
    found = []
    while pending:
        package = pending.pop()
        facts, depends = _query(package)
        files = _output("dpkg-query", "--listfiles", package).splitlines()
        if not any("/include/" in file for file in files):  # it only names the packages that hold the files
            pending += [name for name in depends if name.endswith("-dev")]
        elif not any(library.package in depends for library in shared):
            found.append(Library(*facts, "static" if any(file.endswith(".a") for file in files) else "headers"))
    return sorted(found, key=lambda library: library.package)


def of(program, build_list):
    """Returns the libraries of the program at this path. Fails where one of them is from no Debian package."""
    shared = _shared(program)
    return shared + _compiled_in(build_list, shared)
