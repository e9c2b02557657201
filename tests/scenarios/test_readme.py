"""README.md's ten-line test, saved and run as the page says."""

import os
import subprocess
import sys
from pathlib import Path

from conftest import BINARY, ROOT


def blocks_of(section):
    """The code blocks of a section, by the language that each begins with: one of each."""
    _, _, after = (ROOT / "README.md").read_text().partition(f"\n## {section}\n")
    text, _, _ = after.partition("\n## ")
    blocks = [part.partition("\n") for part in text.split("```")[1::2]]
    found = {language: code for language, _, code in blocks}
    assert len(found) == len(blocks)
    return found


def test_a_ten_line_test(tmp_path):
    blocks = blocks_of("A ten-line test")
    assert len([line for line in blocks["python"].splitlines() if line]) == 10
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "kms-random-mock").symlink_to(BINARY)
    (tmp_path / "test_random.py").write_text(blocks["python"])
    # Nothing of AWS but what the block itself takes from `env`.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    environment |= {"HOME": str(tmp_path), "PYTEST_ADDOPTS": "-c /dev/null --rootdir . -p no:cacheprovider",
                    "PATH": f"{programs}:{Path(sys.executable).parent}:{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", blocks["sh"] + 'wait "$server"'], cwd=tmp_path, env=environment,
                          capture_output=True, text=True, timeout=60)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 passed" in done.stdout
    assert not (tmp_path / "ready").exists()
