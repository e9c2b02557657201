"""The round of an enclave in docs/attestation.md, pasted into a shell."""

import os
import subprocess
from pathlib import Path

from conftest import AWS

ROOT = Path(__file__).resolve().parents[3]
SECTION = "## An enclave's round, offline"


def block_of(section):
    """The first of the section that a shell is to run."""
    text = (ROOT / "docs/attestation.md").read_text()
    _, _, after = text.partition(f"\n{section}\n")
    block, _, _ = after.partition("```sh\n")[2].partition("\n```\n")
    assert block
    return block


def test_an_enclaves_round(tmp_path):
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "kms-random-mock").symlink_to(os.environ["KRM_BINARY"])
    environment = os.environ | {"HOME": str(tmp_path), "PATH": f"{programs}:{AWS.parent}:{os.environ['PATH']}",
                                "AWS_ENDPOINT_URL_KMS": os.environ["KRM_SEALING_URL"]}

    done = subprocess.run(["bash", "-euo", "pipefail", "-c", block_of(SECTION)], cwd=tmp_path, env=environment,
                          capture_output=True, text=True, timeout=60)

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "bytes.bin").read_bytes() == bytes(range(32))
