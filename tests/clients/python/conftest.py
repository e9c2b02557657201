import boto3
import pytest
from botocore.config import Config


@pytest.fixture(scope="module", params=["legacy", "standard", "adaptive"])
def retries(request):
    return {"mode": request.param}


@pytest.fixture(scope="module")
def kms(retries):
    client = boto3.client("kms", config=Config(retries=retries, max_pool_connections=50))
    yield client
    client.close()


@pytest.fixture(scope="module")
def unchecked_kms(retries):
    """A client that leaves it to the service to find mistakes in a request."""
    client = boto3.client("kms", config=Config(retries=retries, parameter_validation=False))
    yield client
    client.close()
