"""The drills: what a random generator that fails sends, and what SDKs make of it, from drills.json.

`python3 tests/scenarios/drills.py` prints the tables that docs/rng-drills.md shows.
"""

import json
from pathlib import Path

import tables

DRILLS = json.loads((Path(__file__).parent / "drills.json").read_text())

PYTHON_AND_JS = {"boto3": tables.BOTO3, "js": tables.JS}
OTHERS = {"go": tables.GO, "java": tables.JAVA, "rust": tables.RUST, "ruby": tables.RUBY}


def scenario_of(drill):
    if "scenario" in drill:
        return drill["scenario"]
    return {"seed": 42, "entropy": "seeded", "rules": [{"do": [{"payload": drill["payload"]}]}]}


def fault_of(drill):
    """The same as the fault of one tenant."""
    if "scenario" in drill:
        return {"entropy": drill["scenario"]["entropy"]}
    return {"payload": drill["payload"]}


def shown():
    return tables.shown(DRILLS, {"drill": "8 bytes are asked for"}, PYTHON_AND_JS, OTHERS)


if __name__ == "__main__":
    print(shown(), end="")
