"""The reactions: what SDKs do when a call goes wrong, from reactions.json, one row for each fault.

`python3 tests/scenarios/reactions.py` prints the table that docs/sdk-reactions.md shows. A row may have:
- read_timeout: milliseconds without a byte after which its clients give up an attempt; otherwise theirs,
- boto3_legacy: what the newer boto3 does in its legacy mode, where that is not what the older does.
"""

import json
from pathlib import Path

REACTIONS = json.loads((Path(__file__).parent / "reactions.json").read_text())

COLUMNS = {
    "legacy": "boto3 1.43.11",
    "standard": "its mode `standard`",
    "new_retries": "its `AWS_NEW_RETRIES_2026=true`",
    "boto3": "boto3 1.44.5",
    "js": "JS",
}


def cell(text):
    return text.replace("|", "\\|")


def table():
    head = f"| every attempt meets | {' | '.join(COLUMNS.values())} |\n|{'---|' * (len(COLUMNS) + 1)}\n"
    return head + "".join(
        f"| {' | '.join(cell(row[key]) for key in ('fault', *COLUMNS))} |\n" for row in REACTIONS)


if __name__ == "__main__":
    print(table(), end="")
