"""The JSON Schema against `check`: what one refuses the other refuses, as far as a schema can."""

import json
import subprocess
from pathlib import Path

import jsonschema
import pytest
import yaml
from conftest import BINARY, ROOT, SCENARIOS

SCHEMA = json.loads(subprocess.check_output([BINARY, "schema"]))
WRONG = json.loads((Path(__file__).parent / "wrong.json").read_text())
validator = jsonschema.Draft202012Validator(SCHEMA)


def checks(scenario):
    done = subprocess.run([BINARY, "check", "-"], input=json.dumps(scenario), capture_output=True, text=True)
    assert done.returncode in (0, 2)
    return done.returncode == 0


def test_is_a_schema_and_the_one_on_disk():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert json.loads((ROOT / "scenarios/scenario.schema.json").read_text()) == SCHEMA


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_accepts_every_bundled_scenario(scenario):
    document = yaml.safe_load((ROOT / f"scenarios/{scenario}.yaml").read_text())
    validator.validate(document)
    assert checks(document)


@pytest.mark.parametrize("case", WRONG, ids=lambda case: case["why"])
def test_refuses_what_check_refuses(case):
    assert not checks(case["scenario"])
    assert validator.is_valid(case["scenario"]) == case.get("beyond_schema", False)
