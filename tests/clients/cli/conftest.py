import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

AWS = Path(sys.executable).parent / "aws"


class Finished(NamedTuple):
    status: int
    stdout: str
    stderr: str

    @property
    def reply(self):
        return json.loads(self.stdout)

    @property
    def http_statuses(self):
        """One for each request that a command run with --debug has sent."""
        return re.findall(r'"POST / HTTP/1\.1" (\d+)', self.stderr)


@pytest.fixture(scope="session")
def aws(tmp_path_factory):
    """Runs `aws kms ARGUMENTS`, which leaves it to the service to find mistakes in a request.

    Keyword arguments are variables of its environment.
    """
    home = tmp_path_factory.mktemp("home")
    config = home / "config"
    config.write_text("[default]\nparameter_validation = false\n")
    environment = os.environ | {"HOME": str(home), "AWS_CONFIG_FILE": str(config)}

    def run(*arguments, **variables):
        command = [AWS, "kms", *arguments]
        done = subprocess.run(command, check=False, env=environment | variables, capture_output=True, text=True,
                              timeout=60)
        return Finished(done.returncode, done.stdout, done.stderr)

    return run
