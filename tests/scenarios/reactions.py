"""The reactions: what SDKs do when a call goes wrong, from reactions.json, one row for each fault.

`python3 tests/scenarios/reactions.py` prints the tables that docs/sdk-reactions.md shows. A row may have:
- read_timeout: milliseconds without a byte after which its clients give up an attempt; otherwise theirs,
- calls: how many calls a client makes, one right after the other; otherwise one,
- boto3_legacy: what the newer boto3 does in its legacy mode, where that is not what the older does.
"1 or 2 requests" is what depends on whether a client has noticed in time that a connection has ended.
"""

import json
from pathlib import Path

import tables

REACTIONS = json.loads((Path(__file__).parent / "reactions.json").read_text())

PYTHON_AND_JS = {
    "legacy": tables.BOTO3_BEFORE_2026,
    "standard": "its mode `standard`",
    "new_retries": "its `AWS_NEW_RETRIES_2026=true`",
    "boto3": tables.BOTO3,
    "js": tables.JS,
}
OTHERS = {
    "go": tables.GO,
    "java": tables.JAVA,
    "java_legacy": "its mode `legacy`",
    "rust": tables.RUST,
    "ruby": tables.RUBY,
}


def shown():
    return tables.shown(REACTIONS, {"fault": "every attempt meets"}, PYTHON_AND_JS, OTHERS)


if __name__ == "__main__":
    print(shown(), end="")
