"""The drills: what a random generator that fails sends, and what SDKs make of it, from drills.json.

`python3 tests/scenarios/drills.py` prints the table that docs/rng-drills.md shows.
"""

import json
from pathlib import Path

DRILLS = json.loads((Path(__file__).parent / "drills.json").read_text())


def scenario_of(drill):
    if "scenario" in drill:
        return drill["scenario"]
    return {"seed": 42, "entropy": "seeded", "rules": [{"do": [{"payload": drill["payload"]}]}]}


def cell(text):
    return text.replace("|", "\\|").replace("\n", " ")


def table():
    return "| 8 bytes are asked for | boto3 | JS |\n|---|---|---|\n" + "".join(
        f"| {drill['drill']} | {cell(drill['boto3'])} | {cell(drill['js'])} |\n" for drill in DRILLS)


if __name__ == "__main__":
    print(table(), end="")
