"""That 200 tests share one server, each as a tenant of its own, and none sees another's."""

from concurrent.futures import ThreadPoolExecutor

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError
from sdks import is_present, results_of, start

TESTS = 200
ATTEMPTS = 2
MOST_THROTTLES = 8


class Tenant:
    """What one test uses: a tenant whose first requests are throttled, and calls until one succeeds."""

    def __init__(self, server, number):
        self.throttles = number % (MOST_THROTTLES + 1)
        scenario = {"version": 1, "name": f"test {number}"}
        if self.throttles:
            rule = {"name": "throttles", "times": self.throttles, "do": [{"error": "ThrottlingException"}]}
            scenario["rules"] = [rule]
        status, self.issued = server.post("tenants", {"scenario": scenario})
        assert status == 201, self.issued
        self.key = self.issued["access_key_id"]
        self.server = server
        # How many attempts each of its calls makes.
        self.calls = [ATTEMPTS] * (self.throttles // ATTEMPTS) + [1 + self.throttles % ATTEMPTS]

    def admin(self, resource):
        status, body = self.server.get(resource, tenant=self.key)
        assert status == 200, body
        return body

    def as_client(self):
        """As calls.cjs takes it."""
        return {"key": self.key, "secret": self.issued["secret_access_key"], "token": self.issued["session_token"],
                "retries": {"attempts": ATTEMPTS}, "inputs": [{"NumberOfBytes": 32}] * len(self.calls)}

    def boto3(self):
        return boto3.client(
            "kms", endpoint_url=self.issued["url"], region_name="us-east-1", aws_access_key_id=self.key,
            aws_secret_access_key=self.issued["secret_access_key"], aws_session_token=self.issued["session_token"],
            config=Config(retries={"mode": "standard", "total_max_attempts": ATTEMPTS}))

    def assert_alone(self):
        """Returns the ID of the last request of each call."""
        requests, calls = self.admin("requests"), self.admin("calls")
        assert [entry["reply"]["status"] for entry in requests["requests"]] == [400] * self.throttles + [200]
        assert {one["tenant"] for one in requests["requests"] + calls["calls"]} == {self.key}
        attempts = [[one["request"] for one in call["attempts"] if not one["resent"]] for call in calls["calls"]]
        assert [len(one) for one in attempts] == self.calls
        assert (requests["dropped"], requests["more"], calls["dropped"], calls["more"]) == (0, False) * 2
        _, tenant = self.server.get(f"tenants/{self.issued['id']}")
        assert (tenant["issued"], tenant["requests"], tenant["calls"]) == (True, self.throttles + 1, len(self.calls))
        ids = {entry["id"]: entry["request_id"] for entry in requests["requests"]}
        return [ids[one[-1]] for one in attempts]

    def assert_deletable(self):
        path = f"tenants/{self.issued['id']}"
        assert self.server.delete(path) == (204, None)
        for reply in (self.server.get(path), self.server.delete(path)):
            assert (reply.status, reply.body["error"]["code"]) == (404, "NoSuchTenant")


def request_id(kms):
    try:
        reply = kms.generate_random(NumberOfBytes=32)
    except ClientError as refusal:
        reply = refusal.response
    return reply["ResponseMetadata"]["RequestId"]


def run_boto3(tenant, kms):
    seen = [request_id(kms) for _ in tenant.calls]
    assert tenant.assert_alone() == seen


def assert_round(server):
    tenants = [Tenant(server, number) for number in range(TESTS)]
    assert len({tenant.key for tenant in tenants}) == TESTS
    through_js = tenants[1::2] if is_present("js") else []
    through_boto3 = [tenant for tenant in tenants if tenant not in through_js]
    clients = [tenant.boto3() for tenant in through_boto3]
    node = start("js", server.url, [tenant.as_client() for tenant in through_js]) if through_js else None
    try:
        with ThreadPoolExecutor(len(clients)) as threads:
            list(threads.map(run_boto3, through_boto3, clients))
        results = results_of(node) if node else []
    finally:
        if node:
            node.kill()
            node.wait()
    assert [[one["requests"] for one in calls] for calls in results] == [tenant.calls for tenant in through_js]
    for tenant in tenants:  # again, for those of boto3: nothing has been added since
        tenant.assert_alone()
    for tenant in tenants:
        tenant.assert_deletable()


def test_three_rounds(server):
    for _ in range(3):
        assert_round(server)
    assert [tenant for tenant in server.get("tenants").body["tenants"] if tenant["issued"]] == []
