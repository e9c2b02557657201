import os
from pathlib import Path

import pytest
from project import TOP, copy_sources, run


@pytest.fixture(scope="session")
def dist():
    """The packages, as scripts/package has built them."""
    return Path(os.environ["KRM_DIST"])


@pytest.fixture(scope="session")
def version():
    return run(TOP / "scripts/version").strip()


@pytest.fixture
def copy(tmp_path):
    """The project in another folder, whose name is no plain word."""
    return copy_sources(tmp_path / "ein anderer Ördner")
