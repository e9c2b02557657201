"""The fixtures of kms-random-mock, with the server in a container."""

import pytest
from testcontainers.core.container import DockerContainer
from testcontainers.core.wait_strategies import HttpWaitStrategy

from kms_random_mock import Server


@pytest.fixture(scope="session")
def kms_random_server():
    ready = HttpWaitStrategy(4599, "/readyz").for_status_code(200)
    container = DockerContainer("kms-random-mock:0.1.0").with_exposed_ports(4599).waiting_for(ready)
    with container:
        yield Server(f"http://{container.get_container_host_ip()}:{container.get_exposed_port(4599)}")
