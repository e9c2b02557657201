"""What docs/key-store-repair.md shows: the scenario, the code, its test, and the command that runs it."""

import os
import re
import subprocess
import sys

import yaml
from conftest import BINARY, ROOT
from test_pages import blocks_in

BLOCKS = blocks_in((ROOT / "docs/key-store-repair.md").read_text())


def test_the_scenario_is_the_bundled_one():
    [shown] = [yaml.safe_load(block) for language, block in BLOCKS if language == "yaml"]
    bundled = yaml.safe_load((ROOT / "scenarios/key-store-repair.yaml").read_text())
    assert bundled.pop("description")
    assert shown == bundled


def test_the_code_is_what_the_clients_run():
    code, _ = [block for language, block in BLOCKS if language == "python"]
    assert code == (ROOT / "tests/clients/key_stores/python/repair.py").read_text()


def install_fixture(folder):
    """Puts the fixture of this checkout there, as the wheel does: with its version, and as a plugin of pytest."""
    said = subprocess.run([BINARY, "--version"], capture_output=True, text=True, timeout=10, check=True)
    version = said.stdout.split()[-1]
    described = folder / f"kms_random_mock-{version}.dist-info"
    described.mkdir(parents=True)
    (described / "METADATA").write_text(f"Metadata-Version: 2.1\nName: kms-random-mock\nVersion: {version}\n")
    (described / "entry_points.txt").write_text("[pytest11]\nkms_random_mock = kms_random_mock.pytest_plugin\n")
    (folder / "kms_random_mock").symlink_to(ROOT / "fixtures/python/src/kms_random_mock")


def test_the_command_passes(tmp_path):
    """Saved and run as the page says, by somebody who has installed the fixture and has nothing of AWS in the environment."""
    for name, block in zip(("repair.py", "test_repair.py"), [block for language, block in BLOCKS if language == "python"], strict=True):
        (tmp_path / name).write_text(block)
    [command] = [block for language, block in BLOCKS if language == "sh"]
    [shown] = [block for language, block in BLOCKS if not language]
    install_fixture(tmp_path / "site")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "KMS_RANDOM_MOCK_"))}
    kept |= {"HOME": str(tmp_path), "PYTEST_ADDOPTS": "-c /dev/null --rootdir . -p no:cacheprovider", "PYTHONDONTWRITEBYTECODE": "1",
             "PYTHONPATH": f"{tmp_path / 'site'}:{tmp_path}", "KMS_RANDOM_MOCK_BINARY": BINARY,
             "PATH": f"{os.path.dirname(sys.executable)}:{os.environ['PATH']}"}

    done = subprocess.run(["bash", "-euo", "pipefail", "-c", command], cwd=tmp_path, env=kept, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, text=True, timeout=60)

    assert done.returncode == 0, done.stdout
    assert re.search(re.sub(r"[\d.]+s$", r"[\\d.]+s$", shown.strip()), done.stdout, re.MULTILINE), done.stdout
