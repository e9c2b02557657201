"""Runs of the program under `exec` and `journal`, and what they leave behind."""

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import NamedTuple

BINARY = os.environ["KRM_BINARY"]
HERE = Path(__file__).parent
PATIENCE = 20  # seconds
ENDINGS = ("xml", "json", "md")

ONE = "AKIDREPORTS000000001"
TWO = "AKIDREPORTS000000002"


def called(tenant=ONE, attempts=9, **more):
    return {"tenant": tenant, "attempts": attempts, **more}


def throttled(times, **more):
    return {"name": "throttled", "times": times, "do": [{"error": "ThrottlingException"}]} | more


def scenario_of(expect, *rules, name="reported", **more):
    return {"version": 1, "name": name, "seed": 42, "rules": list(rules), "expect": expect, **more}


def yaml_of(scenario):
    """JSON is YAML, once what YAML does not print is escaped. Characters beyond 16 bits stay, since YAML knows no surrogates."""
    text = json.dumps({key: value for key, value in scenario.items() if value not in ([], None)}, ensure_ascii=False)
    return re.sub("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]", lambda found: f"\\u{ord(found[0]):04x}", text)


class Ran(NamedTuple):
    status: int
    stdout: str
    stderr: str


def program(*arguments, environment=None):
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "KMS_RANDOM_MOCK_", "AWS_"))}
    process = subprocess.run([BINARY, *arguments], stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE, check=False,
                             env=clean | (environment or {}))
    return Ran(process.returncode, process.stdout.decode(errors="replace"), process.stderr.decode(errors="replace"))


def command_of(steps):
    return [sys.executable, "-I", "-B", HERE / "client.py", json.dumps(steps)]


def executed(scenario, steps, *flags, environment=None):
    return program("exec", "--tls", "off", "--scenario-yaml", yaml_of(scenario), *flags, "--", *command_of(steps), environment=environment)


class Reported(NamedTuple):
    ran: Ran
    xml: bytes
    junit: ET.Element
    json: dict
    markdown: str

    @property
    def contract(self):
        [contract] = self.json["contracts"]
        return contract

    def tenant(self, name=ONE):
        [tenant] = [tenant for tenant in self.contract["tenants"] if tenant["tenant"] == name]
        return tenant

    def expectation(self, key, name=ONE):
        [expectation] = [one for one in self.tenant(name)["expectations"] if one["expectation"] == key]
        return expectation

    def judged(self):
        """All expectations, with those over all tenants."""
        return self.contract["expectations"] + [one for tenant in self.contract["tenants"] for one in tenant["expectations"]]


def as_the_server_says(report):
    """It does not know how it was started."""
    return report | {"contracts": [contract | {"again": None} for contract in report["contracts"]]}


def read_reports(ran, folder):
    xml, text, markdown = ((folder / f"r.{ending}").read_bytes() for ending in ENDINGS)
    return Reported(ran, xml, ET.fromstring(xml), json.loads(text), markdown.decode())


def report_flags(folder):
    return [word for ending in ENDINGS for word in ("--report", folder / f"r.{ending}")]


def reported(folder, scenario, steps, *flags):
    return read_reports(executed(scenario, steps, *report_flags(folder), *flags), folder)
