import signal

import pytest

LONGEST = 45  # seconds that a test may take


@pytest.fixture(autouse=True)
def deadline():
    def give_up(*_):
        raise TimeoutError(f"the test took longer than {LONGEST} s")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(LONGEST)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)
