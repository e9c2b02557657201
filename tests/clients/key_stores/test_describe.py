"""Which stores DescribeCustomKeyStores shows, in which pages, and what it says of them."""

import re
import time

import pytest
from callers import Refused

CLOUDHSM = "cks-1234567890abcdef0"
EXTERNAL = "cks-0fedcba0987654321"
THIRD = "cks-2222222222222222a"
THREE = {"key_stores": {
    CLOUDHSM: {"state": "CONNECTED", "name": "payments"},
    EXTERNAL: {"type": "EXTERNAL_KEY_STORE", "state": "CONNECTED"},
    THIRD: {"state": "FAILED", "error_code": "SUBNET_NOT_FOUND"},
}}
IN_ORDER = [EXTERNAL, CLOUDHSM, THIRD]


def ids(pages):
    return [[store["CustomKeyStoreId"] for store in page] for page in pages]


@pytest.fixture
def kms(issue, caller_of):
    return caller_of(issue(THREE))


@pytest.mark.parametrize("limit, sizes", [(None, [3]), (1, [1, 1, 1]), (2, [2, 1]), (3, [3]), (1000, [3])])
def test_pages(kms, limit, sizes):
    pages = kms.pages(**({} if limit is None else {"Limit": limit}))
    assert [len(page) for page in pages] == sizes
    assert sum(ids(pages), []) == IN_ORDER


def test_one_of_many_by_id_or_by_name(kms):
    assert ids(kms.pages(CustomKeyStoreId=THIRD, Limit=1)) == [[THIRD]]
    assert ids(kms.pages(CustomKeyStoreName="payments")) == [[CLOUDHSM]]
    assert ids(kms.pages(CustomKeyStoreName=f"ExampleKeyStore-{THIRD}")) == [[THIRD]]


def test_no_stores(issue, caller_of):
    assert caller_of(issue({})).pages() == [[]]


@pytest.mark.parametrize("unknown", [
    {"CustomKeyStoreId": "cks-33333333333333333"}, {"CustomKeyStoreName": "receipts"}, {"CustomKeyStoreName": "Payments"}], ids=str)
def test_unknown(kms, refuses, unknown):
    with refuses("CustomKeyStoreNotFoundException"):
        kms.pages(**unknown)


def test_id_and_name_together(kms):
    with pytest.raises(Refused) as refused:
        kms.pages(CustomKeyStoreId=CLOUDHSM, CustomKeyStoreName="payments")
    assert refused.value.code == "ValidationException"
    assert refused.value.message == "CustomKeyStoreId and CustomKeyStoreName cannot be given together."


def test_a_marker_of_nobody(kms, refuses):
    with refuses("InvalidMarkerException"):
        kms.pages(Marker="of-nobody")


def test_what_a_store_in_cloudhsm_shows(kms):
    [[store]] = kms.pages(CustomKeyStoreName="payments")
    assert re.fullmatch("cluster-[2-7a-zA-Z]{11,16}", store.pop("CloudHsmClusterId"))
    assert re.fullmatch("-----BEGIN CERTIFICATE-----\n.*\n-----END CERTIFICATE-----\n?", store.pop("TrustAnchorCertificate"), re.DOTALL)
    assert 1_400_000_000 < store.pop("CreationDate") <= time.time()
    assert store == {"ConnectionState": "CONNECTED", "CustomKeyStoreId": CLOUDHSM, "CustomKeyStoreName": "payments",
                     "CustomKeyStoreType": "AWS_CLOUDHSM"}


def test_what_an_external_store_shows(kms):
    store = kms.describe(EXTERNAL)
    proxy = store.pop("XksProxyConfiguration")
    assert 1_400_000_000 < store.pop("CreationDate") <= time.time()
    assert store == {"ConnectionState": "CONNECTED", "CustomKeyStoreId": EXTERNAL,
                     "CustomKeyStoreName": f"ExampleKeyStore-{EXTERNAL}", "CustomKeyStoreType": "EXTERNAL_KEY_STORE"}
    assert re.fullmatch("[A-Z0-9]{20,30}", proxy.pop("AccessKeyId"))
    assert re.fullmatch(r"https://[a-zA-Z0-9.-]+", proxy.pop("UriEndpoint"))
    assert re.fullmatch(r"(/[\w/-]+)?/kms/xks/v1", proxy.pop("UriPath"))
    assert proxy == {"Connectivity": "PUBLIC_ENDPOINT"}


def test_an_external_store_connects_but_gives_no_bytes(issue, caller_of, refuses):
    kms = caller_of(issue(THREE))
    kms.disconnect(EXTERNAL)
    assert kms.state(EXTERNAL) == ("DISCONNECTED", None)
    with refuses("UnsupportedOperationException"):
        kms.random(EXTERNAL)
    kms.connect(EXTERNAL)
    assert kms.state(EXTERNAL) == ("CONNECTED", None)
    with refuses("UnsupportedOperationException"):
        kms.random(EXTERNAL)


def test_a_store_keeps_its_date(issue, caller_of):
    tenant = issue(THREE)
    kms = caller_of(tenant)
    before = kms.describe(CLOUDHSM)["CreationDate"]
    tenant.advance("10m")
    assert kms.describe(CLOUDHSM)["CreationDate"] == before
