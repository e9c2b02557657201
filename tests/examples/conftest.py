import signal

import image
import pytest

collect_ignore = ["repository"]  # of somebody else
LONGEST = 180  # seconds that a test may take


@pytest.fixture(autouse=True)
def deadline():
    def give_up(*_):
        raise TimeoutError(f"the test took longer than {LONGEST} s")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(LONGEST)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture
def mock_image(tmp_path):
    return image.of_the_mock(tmp_path)


@pytest.fixture
def python_image(tmp_path):
    """python_image(names of its neighbours)"""
    return lambda *hosts: image.of_python(tmp_path, hosts)
