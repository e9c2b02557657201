"""Writes the SBOM of all packages in a folder to stdout, in CycloneDX JSON.

Usage: python scripts/sbom DIST PROGRAM VERSION

It names the program, the Debian packages whose code runs in it, each package file, and what the packages ask for. The time is that of
SOURCE_DATE_EPOCH, and the serial number follows from the packages: same packages, same bytes.
"""

import hashlib
import os
import sys
from datetime import datetime, timezone
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import contents
import libraries
from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, Property, XsUri
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.contact import OrganizationalEntity
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL

NAME = "kms-random-mock"
REPOSITORY = f"https://github.com/{NAME}/{NAME}"
BUILD_LIST = Path(__file__).resolve().parents[1] / "packages/build"


def component(purl, properties=(), **more):
    group = purl.namespace if purl.type in ("npm", "golang", "maven") else None
    properties = [Property(name=f"{NAME}:{name}", value=value) for name, value in properties]
    return Component(name=purl.name, group=group, version=purl.version, purl=purl, bom_ref=str(purl), properties=properties, **more)


def license_of(name):
    """Takes Debian's name. Expat is the MIT licence, and so is the text that yaml-cpp's package calls X11."""
    name = {"Expat": "MIT", "X11": "MIT"}.get(name, name)
    return [LicenseFactory().make_from_string(name)] if name else []


def program(version):
    return component(
        PackageURL("generic", None, NAME, version),
        type=ComponentType.APPLICATION,
        description="A test double for AWS KMS GenerateRandom",
        licenses=license_of("MIT"),
        supplier=OrganizationalEntity(name="The kms-random-mock authors"),
        external_references=[ExternalReference(type=ExternalReferenceType.VCS, url=XsUri(REPOSITORY))],
    )


def distribution():
    """Returns the ID and the version of this Linux, as debian and 12."""
    said = dict(line.split("=", 1) for line in Path("/etc/os-release").read_text().splitlines() if "=" in line)
    return said["ID"].strip('"'), said.get("VERSION_ID", "unstable").strip('"')


def library(it, packages):
    name, release = distribution()
    qualifiers = {"arch": it.architecture, "distro": f"{name}-{release}"}
    if it.source != it.package:
        qualifiers["upstream"] = it.source
    bundled = [("bundled-in", file) for file, package in packages.items() if holds(package, it)]
    return component(
        PackageURL("deb", name, it.package, it.version, qualifiers),
        [("linkage", it.linkage), *bundled],
        scope=ComponentScope.REQUIRED,
        licenses=license_of(it.license),
    )


def holds(package, it):
    """Whether the package has a copy of the library. auditwheel puts a hash into names: libfmt-0123abcd.so.9."""
    stems = {file.split(".so")[0] for file in it.files}
    return any(name.split(".so")[0] in stems or name.rpartition("-")[0] in stems for name in package.objects)


def package_file(purl, name, digest):
    made = component(purl, [("file", name)], licenses=license_of("MIT"), hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest)])
    made.bom_ref.value = name  # a wheel and the source package beside it have the same purl
    return made


def dependency(it):
    return component(
        it.purl,
        [("requirement", it.requirement)] if it.requirement else [],
        scope=ComponentScope.OPTIONAL if it.optional else ComponentScope.REQUIRED,
    )


def digests_of(dist):
    """Returns the names of the files, with a digest each. Of two copies it has the one that lies less deep."""
    paths = sorted((path for path in dist.rglob("*") if path.is_file()), key=lambda path: (len(path.parts), path))
    names = {hashlib.sha256(path.read_bytes()).hexdigest(): str(path.relative_to(dist)) for path in reversed(paths)}
    return {name: digest for digest, name in sorted(names.items(), key=lambda item: item[1])}


def serial_number(digests):
    return uuid5(NAMESPACE_URL, f"{REPOSITORY}#{hashlib.sha256(''.join(digests.values()).encode()).hexdigest()}")


def bom_of(dist, binary, version):
    digests = digests_of(dist)
    read = {name: contents.of(dist / name) for name in digests}
    packages = {name: package for name, package in read.items() if package}
    root = program(version)
    linked = [library(it, packages) for it in libraries.of(binary, BUILD_LIST)]
    files = {name: package_file(package.purl, name, digests[name]) for name, package in packages.items()}
    # Debian packages are known by name, whatever their version: both to each other, and as libraries of the program.
    known = {(made.purl.type, made.purl.name): made for made in (*linked, *files.values()) if made.purl.type == "deb"}

    bom = Bom(components=(*linked, *files.values()), serial_number=serial_number(digests))
    bom.register_dependency(root, linked)
    for name, package in packages.items():
        needs = [root] if package.purl.type == "deb" or package.objects else []
        for it in package.dependencies:
            key = (it.purl.type, it.purl.name) if it.purl.type == "deb" else str(it.purl)
            needs.append(known.setdefault(key, dependency(it)))
        bom.components.update(needs)
        bom.components.discard(root)
        bom.register_dependency(files[name], needs)
    time = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), timezone.utc)
    bom.metadata = BomMetaData(component=root, timestamp=time)
    return bom


if __name__ == "__main__":
    made = bom_of(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
    print(make_outputter(made, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string(indent=2))
