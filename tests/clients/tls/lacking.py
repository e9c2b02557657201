"""Which stacks of stacks.json cannot run here. As a program it prints a line for each."""

import json
import shutil
from pathlib import Path

STACKS = json.loads((Path(__file__).parent / "stacks.json").read_text())


def is_here(need):
    return shutil.which(need) or Path("/usr/include", need).is_file()


def lack(stack):
    """The first program or C header that the stack needs and this machine lacks."""
    return next((need for need in stack.get("needs", []) if not is_here(need)), None)


if __name__ == "__main__":
    for stack in STACKS:
        if need := lack(stack):
            print(f"{stack['name']}: {need} not found")
