import os
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import xmlschema
from runs import ONE, TWO, called, reported, scenario_of, throttled

sys.path.append(str(Path(__file__).resolve().parents[1] / "control"))

EXPECTED = {"calls": {"min": 1}, "attempts_per_call": {"max": 3}, "not_retried": True, "resends": {"max": 0}, "rules_fired": "all"}
SCENARIOS = {
    "holds": (scenario_of({"attempts_per_call": {"max": 3}, "succeeded": "all", "rules_fired": "all"}, throttled(2)), [called(), called()]),
    "broken": (scenario_of(EXPECTED, throttled(4)), [called(ONE, 9), called(TWO, 2)]),
    "unproven": (scenario_of({"not_retried": True, "calls": {"min": 1}}, throttled(1)), [called()]),
    "allowed": (scenario_of({"not_retried": True, "calls": {"min": 1}, "allow_unproven": True}, throttled(1)), [called()]),
    "nobody": (scenario_of({"attempts_per_call": {"max": 3}, "rules_fired": "all", "tenants": {"min": 1}}, throttled(1)), []),
}


@pytest.fixture(scope="session")
def mistakes():
    """Takes JUnit as bytes, and says what Jenkins' plugin xunit would have against it."""
    schema = xmlschema.XMLSchema10(os.environ["KRM_JUNIT_SCHEMA"])

    def of(xml):
        return [mistake.reason for mistake in schema.iter_errors(ET.fromstring(xml))]

    assert of(b'<testsuites><testsuite name="a" tests="1" failures="0" errors="0" line="3"/></testsuites>')
    return of


@pytest.fixture(scope="session")
def reports(tmp_path_factory):
    """For each of SCENARIOS its reports, which are made once."""
    made = {}

    def of(name):
        if name not in made:
            made[name] = reported(tmp_path_factory.mktemp(name), *SCENARIOS[name])
        return made[name]

    return of
