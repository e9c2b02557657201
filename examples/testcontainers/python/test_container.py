import pytest


@pytest.mark.kms_random(scenario="throttled-then-healthy")
def test_with_the_server_in_a_container(kms_random):
    kms_random.client().generate_random(NumberOfBytes=32)
    assert len(kms_random.calls()[0].attempts) == 3
