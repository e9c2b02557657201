"""What a built package says of itself: its name, its version and what it depends on."""

import json
import re
import subprocess
import tarfile
import tomllib
import zipfile
from dataclasses import dataclass
from email.parser import Parser
from pathlib import Path
from xml.etree import ElementTree

from packageurl import PackageURL
from packaging.requirements import Requirement


@dataclass(frozen=True)
class Dependency:
    purl: PackageURL  # has a version where the package asks for exactly one
    requirement: str  # as the package states it
    optional: bool = False


@dataclass(frozen=True)
class Package:
    purl: PackageURL
    dependencies: tuple[Dependency, ...] = ()
    objects: tuple[str, ...] = ()  # names of the shared objects within


def _deb(path):
    fields = ("Package", "Version", "Architecture", "Depends")
    text = subprocess.run(("dpkg-deb", "--field", path, *fields), check=True, capture_output=True, text=True).stdout
    said = Parser().parsestr(text)
    depends = re.findall(r"([a-z0-9][a-z0-9+.-]*)(?: \(([^)]*)\))?", said["Depends"] or "")
    return Package(
        PackageURL("deb", None, said["Package"], said["Version"], {"arch": said["Architecture"]}),
        tuple(Dependency(PackageURL("deb", "debian", name), requirement) for name, requirement in depends),
    )


def _wheel(path):
    with zipfile.ZipFile(path) as wheel:
        names = wheel.namelist()
        metadata = next(name for name in names if name.endswith(".dist-info/METADATA"))
        return _python(wheel.read(metadata), names)


def _sdist(path):
    with tarfile.open(path) as archive:
        names = archive.getnames()
        metadata = min((name for name in names if name.endswith("/PKG-INFO")), key=len)
        return _python(archive.extractfile(metadata).read(), names)


def _python(metadata, names):
    said = Parser().parsestr(metadata.decode())
    dependencies = []
    for requirement in map(Requirement, said.get_all("Requires-Dist", [])):
        optional = requirement.marker is not None and "extra" in str(requirement.marker)
        dependencies.append(Dependency(PackageURL("pypi", None, requirement.name), str(requirement.specifier), optional))
    return Package(PackageURL("pypi", None, said["Name"], said["Version"]), tuple(dependencies), _objects(names))


def _npm(path):
    with tarfile.open(path) as archive:
        names = archive.getnames()
        said = json.load(archive.extractfile("package/package.json"))
    optional = {name for name, meta in said.get("peerDependenciesMeta", {}).items() if meta.get("optional")}
    optional |= said.get("optionalDependencies", {}).keys()
    wanted = {**said.get("peerDependencies", {}), **said.get("optionalDependencies", {}), **said.get("dependencies", {})}
    return Package(
        _npm_purl(said["name"], said["version"]),
        tuple(Dependency(_npm_purl(name), requirement, name in optional) for name, requirement in wanted.items()),
        _objects(names),
    )


def _npm_purl(name, version=None):
    scope, _, base = name.rpartition("/")
    return PackageURL("npm", scope or None, base, version)


def _go(path):
    with zipfile.ZipFile(path) as archive:
        name = min((name for name in archive.namelist() if name.endswith("/go.mod")), key=len)
        text = archive.read(name).decode()
    module, version = name.removesuffix("/go.mod").rsplit("@", 1)
    required = re.findall(r"^(?:require)?\s+([\w.~-]+\.[\w.~/-]+)\s+(v\S+)", text, re.MULTILINE)
    return Package(_go_purl(module, version), tuple(Dependency(_go_purl(*one), one[1]) for one in required))


def _go_purl(module, version):
    namespace, _, name = module.rpartition("/")
    return PackageURL("golang", namespace, name, version)


def _jar(path):
    if path.stem.endswith(("-sources", "-javadoc")):
        return None
    with zipfile.ZipFile(path) as archive:
        (name,) = (name for name in archive.namelist() if re.fullmatch(r"META-INF/maven/.*/pom\.xml", name))
        pom = ElementTree.fromstring(archive.read(name))
    for element in pom.iter():
        element.tag = element.tag.rpartition("}")[2]
    properties = {element.tag: element.text for element in pom.find("properties") or ()}

    def text(element, tag):
        return re.sub(r"\$\{(.*?)\}", lambda found: properties.get(found[1], found[0]), element.findtext(tag) or "")

    dependencies = []
    for element in pom.findall("dependencies/dependency"):
        if text(element, "scope") != "test":
            version = text(element, "version")
            purl = PackageURL("maven", text(element, "groupId"), text(element, "artifactId"), version or None)
            optional = text(element, "optional") == "true" or text(element, "scope") == "provided"
            dependencies.append(Dependency(purl, version, optional))
    return Package(PackageURL("maven", text(pom, "groupId"), text(pom, "artifactId"), text(pom, "version")), tuple(dependencies))


def _crate(path):
    with tarfile.open(path) as archive:
        top = archive.getnames()[0].split("/")[0]
        said = tomllib.load(archive.extractfile(f"{top}/Cargo.toml"))
    dependencies = []
    for key, value in said.get("dependencies", {}).items():
        details = {"version": value} if isinstance(value, str) else value
        purl = PackageURL("cargo", None, details.get("package", key))
        dependencies.append(Dependency(purl, details["version"], details.get("optional", False)))
    return Package(PackageURL("cargo", None, said["package"]["name"], said["package"]["version"]), tuple(dependencies))


def _objects(names):
    return tuple(sorted(Path(name).name for name in names if re.search(r"\.so(\.|$)", name)))


READERS = {".deb": _deb, ".whl": _wheel, ".gz": _sdist, ".tgz": _npm, ".zip": _go, ".jar": _jar, ".crate": _crate}


def of(path):
    """Returns what the package in this file says, or None where the file is no package."""
    reader = READERS.get(path.suffix)
    return reader and reader(path)
