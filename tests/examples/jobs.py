"""What a job of a CI has: a repository, and a machine on which its lines run one after the other."""

import shutil
import xml.etree.ElementTree as ElementTree

from container import Container
from image import ROOT

STACK, PARALLEL, RANDOM = (ROOT / path for path in ("examples/compose/tests", "examples/pytest-xdist", "tests/examples/repository"))


class Machine:
    """It runs scripts in a checkout. `environment` is that of the CI."""

    DIRECTORY = "/builds/app"

    def __init__(self, folder, image, repository, environment):
        self.checkout = folder / "checkout"
        self.checkout.mkdir()
        for path in repository.glob("*.*"):
            shutil.copy(path, self.checkout)
        self.image, self.environment, self.said = image, environment, ""

    def run(self, shell, script, environment=()):
        done = Container(self.image, self.environment | dict(environment), [*shell, script], [f"{self.checkout}:{self.DIRECTORY}:rw"],
                         directory=self.DIRECTORY).run()
        self.said += done.stdout
        return done.returncode

    def counted(self, report):
        """Test cases and failures in a JUnit report of the checkout."""
        document = ElementTree.parse(self.checkout / report)
        return [len(list(document.iter(tag))) for tag in ("testcase", "failure")]
